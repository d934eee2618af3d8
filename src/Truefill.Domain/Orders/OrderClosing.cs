namespace Truefill.Domain.Orders;

/// <summary>What ended an order other than being filled.</summary>
public enum OrderClosing : byte
{
    None = 0,
    Rejected = 1,
    Canceled = 2,
    Expired = 3,

    /// <summary>It provably never left: see <see cref="SubmitAborted"/>.</summary>
    Aborted = 4,

    /// <summary>A named person said so of an unknown request; the executions may still be missing here.</summary>
    FilledByResolution = 5,
}
