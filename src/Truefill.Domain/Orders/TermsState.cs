using Truefill.Domain.State;

namespace Truefill.Domain.Orders;

/// <summary>How the terms of an order are written and read.</summary>
internal static class TermsState
{
    public static void Save(this OrderTerms terms, IStateWriter writer)
    {
        writer.Byte((byte)terms.Side);
        writer.Byte((byte)terms.OrdType);
        writer.Byte((byte)terms.TimeInForce);
        writer.Write(terms.OrderQty);
        writer.Write(terms.Price);
        writer.Write(terms.StopPx);
        writer.Write(terms.ExpireTime);
        writer.Bool(terms.ReduceOnly);
    }

    public static OrderTerms Load(IStateReader reader) => new(
        (Side)reader.Byte(),
        (OrdType)reader.Byte(),
        (TimeInForce)reader.Byte(),
        reader.ReadQty(),
        reader.ReadPx(),
        reader.ReadPx(),
        reader.ReadTime(),
        reader.Bool());
}
