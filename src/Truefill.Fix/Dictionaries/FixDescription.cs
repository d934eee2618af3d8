namespace Truefill.Fix;

/// <summary>
/// What Truefill checks of the standard, in one page. Versions are written 40 to 44, 50, 51 (5.0 SP1), 52 (5.0 SP2) and
/// hold from that one on.
/// <code>
/// field  tag[!] Name type [version:values]...     values: 1,2 or 0..9,A..E, or - for no longer listed; ! = a wrong value refuses even
///                                                 in lenient mode, because a book would be wrong with it
/// msg    MsgType Name requirement...              tag[|tag]...[!][@from[-to]][?tag=values[;tag=values]]
///                                                 ! = needed even in lenient mode; ? = only when a field has one of
/// these values
///        only tag...                                 no other fields than these and the required ones
/// types  version MsgType=Name...                     message types that exist from that version on
/// </code>
/// Groups are in <see cref="FixGroups"/>. The message <c>*</c> is every message.
/// </summary>
internal static class FixDescription
{
    internal const string Standard = """
        field 20!  ExecTransType         char 40:0..3 43:-
        field 39!  OrdStatus             char 40:0..9,A..C 42:0..9,A..E 43:0..4,6..9,A..E
        field 54!  Side                  char 40:1..6 41:1..8 42:1..9 43:1..9,A..C 44:1..9,A..G 52:1..9,A..H
        field 150! ExecType              char 41:0..9,A..C 42:0..9,A..E 43:0,3..9,A..I 50:0,3..9,A..L
        field 13   CommType              char 40:1..3 43:1..6 52:1..8
        field 21   HandlInst             char 40:1..3
        field 40   OrdType               char 40:1..9,A..E,P 41:1..9,A..H,P 42:1..9,A..I,P 43:1..9,A..M,P 44:1..4,6..9,D,E,G,I..M,P 50:1..4,6..9,D,E,G,I..M,P,Q 52:1..4,6..9,D,E,G,I..M,P..S
        field 59   TimeInForce           char 40:0..6 43:0..7 50:0..9 52:0..9,A..C
        field 127  DKReason              char 40:A..D,Z 41:A..E,Z 44:A..F,Z
        field 434  CxlRejResponseTo      char 42:1,2
        field 442  MultiLegReportingType char 42:1..3
        field 530  MassCancelRequestType char 43:1..7 50:1..9 52:1..9,A..D
        field 531  MassCancelResponse    char 43:0..7 50:0..9 52:0..9,A..D
        field 98   EncryptMethod         int  40:0..6
        field 102  CxlRejReason          int  40:0,1 41:0..2 42:0..3 43:0..6 44:0..6,99 50:0..8,18,99
        field 103  OrdRejReason          int  40:0..4 41:0..6 42:0..8 43:0..12 44:0..15,99 50:0..18,99 52:0..29,99
        field 139  MiscFeeType           int  40:1..7 42:1..9 44:1..12 50:1..14 52:1..40
        field 373  SessionRejectReason   int  42:0..11 43:0..17 44:0..17,99 50:0..19,99
        field 378  ExecRestatementReason int  42:0..5 43:0..8 44:0..10,99 50:0..11,99 52:0..16,99
        field 380  BusinessRejectReason  int  42:0..5 43:0..7 52:0..10,18,99
        field 532  MassCancelRejectReason int 43:0..6 44:0..6,99 50:0..8,99 52:0..11,99
        field 585  MassStatusReqType     int  43:1..8 50:1..9 52:1..10
        field 851  LastLiquidityInd      int  44:1..3 50:1..4 52:0..9
        field 167  SecurityType text 41:BA,CB,CD,CL,CMO,CORP,CP,CPP,CS,FHA,FHL,FN,FUT,GN,GOVT,MF,MIO,MO,MPO,MPP,MPT,MUNI,NONE,OPT,PS,RP,RVRP,SL,TD,USTB,WAR,ZOO 42:CMB,CMBS 43:ABS,AMENDED,AN,BN,BOX,BRADY,BRIDGE,BUYSELL,COFO,COFP,CPI,DEFLTED,DINP,DN,DUAL,EUCD,EUCORP,EUCP,EUSOV,EUSUPRA,FAC,FADN,FOR,FORWARD,FXSPOT,GO,IET,LOFC,LQN,MATURED,MBS,MC,MLEG,MTN,ONITE,PEF,PFAND,PN,PZFJ,RAN,REPLACD,REPO,RETIRED,REV,REVOLV,RVLV,SECLOAN,SECPLEDGE,SPCLA,SPCLO,SPCLT,STN,STRIPS,STRUCT,SUPRA,SWING,TAN,TAXA,TBA,TBILL,TBOND,TCAL,TECP,TERM,TINT,TIPS,TNOTE,TPRN,TRAN,USTN,VRDN,WITHDRN,WLD,XCN,XLINKD,YANK,YCD 44:ACCRUED,BDN,CASH,CB,CFB,DDN,EUFRN,FFN,FRN,FXFWD,OOP,OOF,OPT,SFP,SLQN,TAXADV,TCPN,TLQN,UST,VRDN 50:BILL,BOND,CAMM,CDS,CMDTYSWAP,FXNDF,FXSWAP,IRS,NFFNC,TMCP,DVPLDG,FXBN,FXFW,FXNDF,OTHER,SWAPTION,XMISSION,INDEX,LOAN
        field 7    BeginSeqNo   int
        field 16   EndSeqNo     int
        field 34   MsgSeqNum    int
        field 36   NewSeqNo     int
        field 45   RefSeqNum    int
        field 108  HeartBtInt   int
        field 371  RefTagID     int
        field 789  NextExpectedMsgSeqNum int
        field 43   PossDupFlag      bool
        field 97   PossResend       bool
        field 113  ReportToExch     bool 
        field 114  LocateReqd       bool
        field 123  GapFillFlag      bool
        field 141  ResetSeqNumFlag  bool
        field 636  WorkingIndicator bool
        field 797  CopyMsgIndicator bool
        field 912  LastRptRequested bool
        field 6    AvgPx        num
        field 12   Commission   num
        field 14   CumQty       num
        field 31   LastPx       num
        field 32   LastQty      num
        field 38   OrderQty     num
        field 44   Price        num
        field 99   StopPx       num
        field 110  MinQty       num
        field 111  MaxFloor     num
        field 118  NetMoney     num
        field 119  SettlCurrAmt num
        field 137  MiscFeeAmt   num
        field 151  LeavesQty    num
        field 152  CashOrderQty num
        field 159  AccruedInterestAmt num
        field 381  GrossTradeAmt num
        field 424  DayOrderQty  num
        field 425  DayCumQty    num
        field 426  DayAvgPx     num
        field 516  OrderPercent num
        field 2640 CommissionAmount num
        field 52   SendingTime     time
        field 60   TransactTime    time
        field 122  OrigSendingTime time
        field 126  ExpireTime      time
        field 168  EffectiveTime   time
        field 64   SettlDate  date
        field 75   TradeDate  date
        field 432  ExpireDate date

        msg * Any 49 56 34 52
        msg 0 Heartbeat     only 112
        msg 1 TestRequest   112! only
        msg 2 ResendRequest 7! 16! only
        msg 3 Reject        45 only 58 354 355 371 372 373 1130 1131 1406
        msg 4 SequenceReset 36! only 123
        msg 5 Logout        only 58 354 355 789 1409
        msg A Logon         98 108! 1137@50 only 58 95 96 141 354 355 372 383 384 385 464 553 554 789 925 1130 1131 1137 1400 1401 1402 1403 1404 1406 1407 1408 1409 1410
        msg 8 ExecutionReport 37 17! 20!@40-42 150!@41 39! 55@40-44 55|48@50 54! 38@40-41 32@40-41 31@40-41 151@41 14 6@40-44 32!@42-42?150=1,2;20=0 31!@42-42?150=1,2;20=0 32!@43?150=F 31!@43?150=F 19@40-42?20=1,2 19@43?150=G,H
        msg 9 OrderCancelReject 37 11! 41@41 39@41 434@42
        msg D NewOrderSingle 11! 21@40-43 55@40-44 55|48@50 54! 38@40-40 38|152|516@41 40! 60@42 44?40=2,4 99?40=3,4
        msg F OrderCancelRequest 11! 41 41|37! 55@40-44 55|48@50 54 38@40-40 125@40-40 60@42
        msg G OrderCancelReplaceRequest 11! 41 41|37! 21@40-43 55@40-44 55|48@50 54 38@40-40 38|152|516@41 40! 60@42 44?40=2,4 99?40=3,4
        msg H OrderStatusRequest 11@40-44 11|37@50 55@40-44 55|48@50 54
        msg Q DontKnowTrade 37 17 127 55@40-44 55|48@50 54
        msg j BusinessMessageReject 372 380
        msg q OrderMassCancelRequest 11! 530 60
        msg r OrderMassCancelReport 37@43-44 530 531
        msg AE TradeCaptureReport
        msg AF OrderMassStatusRequest 584 585
        msg AN RequestForPositions 710 724 715 60
        msg AO RequestForPositionsAck 721
        msg AP PositionReport 721 715
        """;
}
