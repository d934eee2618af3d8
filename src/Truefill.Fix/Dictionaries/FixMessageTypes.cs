namespace Truefill.Fix;

/// <summary>The names of all message types, each from the version that brought it, in the form that
/// <see cref="FixDescription"/> explains.</summary>
internal static class FixMessageTypes
{
    internal const string Standard = """
        types 40 0=Heartbeat 1=TestRequest 2=ResendRequest 3=Reject 4=SequenceReset 5=Logout 6=IOI 7=Advertisement
        types 40 8=ExecutionReport 9=OrderCancelReject A=Logon B=News C=Email D=NewOrderSingle E=NewOrderList
        types 40 F=OrderCancelRequest G=OrderCancelReplaceRequest H=OrderStatusRequest J=AllocationInstruction
        types 40 K=ListCancelRequest L=ListExecute M=ListStatusRequest N=ListStatus P=AllocationInstructionAck
        types 40 Q=DontKnowTrade R=QuoteRequest S=Quote
        types 41 T=SettlementInstructions
        types 42 V=MarketDataRequest W=MarketDataSnapshotFullRefresh X=MarketDataIncrementalRefresh
        types 42 Y=MarketDataRequestReject Z=QuoteCancel a=QuoteStatusRequest b=MassQuoteAck
        types 42 c=SecurityDefinitionRequest d=SecurityDefinition e=SecurityStatusRequest f=SecurityStatus
        types 42 g=TradingSessionStatusRequest h=TradingSessionStatus i=MassQuote j=BusinessMessageReject
        types 42 k=BidRequest l=BidResponse m=ListStrikePrice
        types 43 n=XMLnonFIX o=RegistrationInstructions p=RegistrationInstructionsResponse q=OrderMassCancelRequest
        types 43 r=OrderMassCancelReport s=NewOrderCross t=CrossOrderCancelReplaceRequest u=CrossOrderCancelRequest
        types 43 v=SecurityTypeRequest w=SecurityTypes x=SecurityListRequest y=SecurityList
        types 43 z=DerivativeSecurityListRequest AA=DerivativeSecurityList AB=NewOrderMultileg
        types 43 AC=MultilegOrderCancelReplace AD=TradeCaptureReportRequest AE=TradeCaptureReport
        types 43 AF=OrderMassStatusRequest AG=QuoteRequestReject AH=RFQRequest AI=QuoteStatusReport
        types 44 AJ=QuoteResponse AK=Confirmation AL=PositionMaintenanceRequest AM=PositionMaintenanceReport
        types 44 AN=RequestForPositions AO=RequestForPositionsAck AP=PositionReport
        types 44 AQ=TradeCaptureReportRequestAck AR=TradeCaptureReportAck AS=AllocationReport
        types 44 AT=AllocationReportAck AU=ConfirmationAck AV=SettlementInstructionRequest AW=AssignmentReport
        types 44 AX=CollateralRequest AY=CollateralAssignment AZ=CollateralResponse BA=CollateralReport
        types 44 BB=CollateralInquiry BC=NetworkCounterpartySystemStatusRequest
        types 44 BD=NetworkCounterpartySystemStatusResponse BE=UserRequest BF=UserResponse BG=CollateralInquiryAck
        types 44 BH=ConfirmationRequest
        types 50 BI=TradingSessionListRequest BJ=TradingSessionList BK=SecurityListUpdateReport
        types 50 BL=AdjustedPositionReport BM=AllocationInstructionAlert BN=ExecutionAck BO=ContraryIntentionReport
        types 50 BP=SecurityDefinitionUpdateReport
        types 51 BQ=SettlementObligationReport BR=DerivativeSecurityListUpdateReport
        types 51 BS=TradingSessionListUpdateReport BT=MarketDefinitionRequest BU=MarketDefinition
        types 51 BV=MarketDefinitionUpdateReport BW=ApplicationMessageRequest BX=ApplicationMessageRequestAck
        types 51 BY=ApplicationMessageReport BZ=OrderMassActionReport CA=OrderMassActionRequest CB=UserNotification
        types 52 CC=StreamAssignmentRequest CD=StreamAssignmentReport CE=StreamAssignmentReportAck
        types 52 CF=PartyDetailsListRequest CG=PartyDetailsListReport CH=MarginRequirementInquiry
        types 52 CI=MarginRequirementInquiryAck CJ=MarginRequirementReport CK=PartyDetailsListUpdateReport
        types 52 CL=PartyRiskLimitsRequest CM=PartyRiskLimitsReport CN=SecurityMassStatusRequest
        types 52 CO=SecurityMassStatus CP=AccountSummaryReport CQ=PartyRiskLimitsUpdateReport
        types 52 CR=PartyRiskLimitsDefinitionRequest CS=PartyRiskLimitsDefinitionRequestAck
        types 52 CT=PartyEntitlementsRequest CU=PartyEntitlementsReport CV=QuoteAck CW=PartyDetailsDefinitionRequest
        types 52 CX=PartyDetailsDefinitionRequestAck CY=PartyEntitlementsUpdateReport
        types 52 CZ=PartyEntitlementsDefinitionRequest DA=PartyEntitlementsDefinitionRequestAck DB=TradeMatchReport
        types 52 DC=TradeMatchReportAck DD=PartyRiskLimitsReportAck DE=PartyRiskLimitCheckRequest
        types 52 DF=PartyRiskLimitCheckRequestAck DG=PartyActionRequest DH=PartyActionReport DI=MassOrder
        types 52 DJ=MassOrderAck DK=PositionTransferInstruction DL=PositionTransferInstructionAck
        types 52 DM=PositionTransferReport DN=MarketDataStatisticsRequest DO=MarketDataStatisticsReport
        types 52 DP=CollateralReportAck DQ=MarketDataReport DR=CrossRequest DS=CrossRequestAck
        types 52 DT=AllocationInstructionAlertRequest DU=AllocationInstructionAlertRequestAck DV=TradeAggregationRequest
        types 52 DW=TradeAggregationReport DX=PayManagementReport DY=PayManagementReportAck
        """;
}
