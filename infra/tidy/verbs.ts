/** The verbs a use-case or a migration may begin with: the DPO could read them aloud. */
export const verbs: ReadonlySet<string> = new Set(
  `accept accompany activate add admit answer append apply approve ask assign balance
  calculate cancel change check choose claim close collect complete confirm contact correct
  count create decide declare decline deliver destroy draft drop end enqueue ensure erase
  expire export extend find fix forecast forget give hold import index inform join keep lift
  limit list lock lodge lower measure merge move note notify number object open pack place
  plan prepare preserve propose publish put raise read rebuild recall receive record
  register reject relay release remind remove renounce repair replace report request reset
  restrict resume retire retry revoke rewrap rotate route schedule seal search send separate
  set settle show sign speed start stop store submit succeed suspend take tell track turn unclaim
  update verify visit watch withdraw write`.split(/\s+/u),
)
