namespace Truefill.Domain.Executions;

/// <summary>
/// The execution family. A new fact is a new member here, and so a compile error wherever facts of this family matter.
/// </summary>
public interface IExecutionFacts
{
    void Apply(in OrderExecuted e);

    void Apply(in TradeBooked e);

    void Apply(in TradeCanceled e);

    void Apply(in TradeCorrected e);

    void Apply(in AmendmentAwaited e);

    void Apply(in ExecutionDuplicated e);

    void Apply(in FeeCharged e);

    void Apply(in FeeStated e);

    void Apply(in ExecutionAssigned e);
}
