namespace Truefill.Domain.Orders;

/// <summary>OrdType(40). The numbers are FIX's characters.</summary>
public enum OrdType : byte
{
    Market = (byte)'1',
    Limit = (byte)'2',
    Stop = (byte)'3',
    StopLimit = (byte)'4',

    /// <summary>Any other type that a venue reported; never sent by us.</summary>
    Other = (byte)'?',
}
