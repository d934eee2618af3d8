namespace Truefill.Domain.Positions;

/// <summary>Which lot a closing trade closes. Realised plus unrealised PnL is the same total under each.</summary>
public enum LotMethod : byte
{
    /// <summary>The oldest lot first.</summary>
    Fifo = 1,

    /// <summary>The newest lot first.</summary>
    Lifo = 2,

    /// <summary>One pool: a close releases its share of the pool's cost.</summary>
    Average = 3,

    /// <summary>The lot with the least gain first: the highest entry price of a long, the lowest of a short.</summary>
    Hifo = 4,
}
