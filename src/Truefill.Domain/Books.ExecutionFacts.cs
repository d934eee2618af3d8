using Truefill.Domain.Executions;

namespace Truefill.Domain;

public sealed partial class Books
{
    public void Apply(in OrderExecuted e)
    {
    }

    public void Apply(in TradeBooked e)
    {
    }

    public void Apply(in TradeCanceled e)
    {
    }

    public void Apply(in TradeCorrected e)
    {
    }

    public void Apply(in AmendmentAwaited e)
    {
    }

    public void Apply(in ExecutionDuplicated e)
    {
    }

    public void Apply(in FeeCharged e)
    {
    }
}
