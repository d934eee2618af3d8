using System;
using System.Text;
using Truefill.Domain.Advisories;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Journal;

namespace Truefill.Engine.Codec;

/// <summary>Reads a record's values in the order in which <see cref="FieldWriter"/> wrote them.</summary>
public ref struct FactFields(ReadOnlySpan<byte> payload, UtcNanos timeBase)
{
    private FieldReader reader = new(payload);
    private UtcNanos timeBase = timeBase;

    public readonly bool AtEnd => reader.AtEnd;

    /// <summary>Bytes read so far.</summary>
    public readonly int Read => reader.Position;

    /// <summary>Times that follow are differences from this one.</summary>
    public void Rebase(UtcNanos time) => timeBase = time;

    public byte Byte() => reader.ReadByte();

    public bool Bool() => reader.ReadBool();

    public long Signed() => reader.ReadVarInt();

    public int Int() => checked((int)reader.ReadVarUInt());

    /// <summary>A set of up to 32 flags.</summary>
    public uint Bits() => checked((uint)reader.ReadVarUInt());

    public int? NullableInt() => reader.ReadBool() ? checked((int)reader.ReadVarInt()) : null;

    public string String() => NullableString() ?? "";

    public string? NullableString() => reader.ReadByte() == 0 ? null : Encoding.UTF8.GetString(reader.ReadBytes());

    public UtcNanos Time() => new(unchecked(reader.ReadVarInt() + timeBase.Value));

    public decimal Decimal() => reader.ReadDecimal();

    public Px Px() => Domain.Quantities.Px.FromTrusted(reader.ReadDecimal());

    public Px? NullablePx() => reader.ReadBool() ? Px() : null;

    public Qty Qty() => Domain.Quantities.Qty.FromTrusted(reader.ReadDecimal());

    public Qty? NullableQty() => reader.ReadBool() ? Qty() : null;

    public Side? NullableSide() => reader.ReadByte() is var side and not 0 ? (Side)side : null;

    public Currency Currency() => Domain.Quantities.Currency.FromPacked(reader.ReadVarUInt());

    public Money Money() => new(Decimal(), Currency());

    public decimal? NullableDecimal() => reader.ReadBool() ? Decimal() : null;

    public Bracket? NullableBracket() =>
        reader.ReadBool() ? new Bracket(NullablePx(), NullablePx(), Decimal(), Decimal()) : null;

    public Fee Fee() => new(new Money(Decimal(), Currency()), (FeeKind)Byte());

    public Fee? NullableFee() => reader.ReadBool() ? Fee() : null;

    public ShortText ShortText() => Domain.Names.ShortText.FromTrusted(reader.ReadBytes());

    public ClOrdId ClOrdId() => new(ShortText());

    public OrderId OrderId() => new(ShortText());

    public ExecId ExecId() => new(ShortText());

    public AccountId AccountId() => new(Int());

    public StrategyId StrategyId() => new(Int());

    public SymbolId SymbolId() => new(Int());

    public VenueId VenueId() => new(Int());

    public SourceId SourceId() => new(Int());

    public OrderHandle OrderHandle() => new(Int());

    public ExecHandle ExecHandle() => new(Int());

    public ExecKey ExecKey() => new(VenueId(), Int(), ExecId());

    public OrderTerms OrderTerms() => new(
        (Side)Byte(),
        (OrdType)Byte(),
        (TimeInForce)Byte(),
        Qty(),
        NullablePx(),
        NullablePx(),
        Bool() ? Time() : default,
        Bool());

    public OrderIntent OrderIntent() => new(
        OrderHandle(),
        ClOrdId(),
        ClOrdId(),
        (OrderOrigin)Byte(),
        SourceId(),
        AccountId(),
        StrategyId(),
        VenueId(),
        SymbolId(),
        OrderTerms(),
        NullableString(),
        NullableBracket(),
        (LegKind)Byte(),
        OrderHandle(),
        Bool());

    public FrozenSnapshot Snapshot() => new(
        String(),
        String(),
        Px(),
        Decimal(),
        Decimal(),
        Qty(),
        Time(),
        String(),
        String(),
        String());
}
