using Truefill.Domain;
using Truefill.Domain.Venues;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeSessionFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.VenueDefined: target.Apply(ReadVenueDefined(ref fields)); return true;
            case FactType.SessionOpened: target.Apply(ReadSessionOpened(ref fields)); return true;
            case FactType.SessionClosed: target.Apply(ReadSessionClosed(ref fields)); return true;
            case FactType.VenueAsked: target.Apply(ReadVenueAsked(ref fields)); return true;
            case FactType.VenueAnswered: target.Apply(ReadVenueAnswered(ref fields)); return true;
            case FactType.BalanceReported: target.Apply(ReadBalanceReported(ref fields)); return true;
            case FactType.TradingOpened: target.Apply(ReadTradingOpened(ref fields)); return true;
            case FactType.AnswerContinued: target.Apply(ReadAnswerContinued(ref fields)); return true;
            case FactType.TradingHeld: target.Apply(ReadTradingHeld(ref fields)); return true;
            default: return false;
        }
    }

    private static VenueDefined ReadVenueDefined(ref FactFields fields) => new(
        fields.VenueId(),
        fields.Bool(),
        (VenueCapabilities)fields.Int(),
        fields.Signed(),
        fields.Bool(),
        fields.Signed(),
        fields.Qty(),
        !fields.AtEnd && fields.Bool(),
        fields.AtEnd ? OrphanPolicy.Adopt : (OrphanPolicy)fields.Byte());

    private static SessionOpened ReadSessionOpened(ref FactFields fields) => new(fields.VenueId(), fields.Time());

    private static SessionClosed ReadSessionClosed(ref FactFields fields) =>
        new(fields.VenueId(), fields.String(), fields.Time());

    private static VenueAsked ReadVenueAsked(ref FactFields fields) => new(
        fields.Signed(),
        fields.VenueId(),
        (QueryKind)fields.Byte(),
        fields.OrderHandle(),
        fields.ClOrdId(),
        fields.Time(),
        fields.Time());

    private static VenueAnswered ReadVenueAnswered(ref FactFields fields) => new(
        fields.Signed(),
        fields.VenueId(),
        (QueryKind)fields.Byte(),
        (AnswerStatus)fields.Byte(),
        fields.Time(),
        fields.NullableString(),
        fields.Time());

    private static BalanceReported ReadBalanceReported(ref FactFields fields) => new(
        fields.VenueId(), fields.AccountId(), fields.Money(), fields.NullableDecimal(), fields.Time());

    private static TradingOpened ReadTradingOpened(ref FactFields fields) => new(
        fields.VenueId(),
        fields.String(),
        fields.String(),
        fields.Time(),
        !fields.AtEnd && fields.Bool());

    private static AnswerContinued ReadAnswerContinued(ref FactFields fields) =>
        new(fields.Signed(), fields.VenueId(), fields.Time());

    private static TradingHeld ReadTradingHeld(ref FactFields fields) =>
        new(fields.VenueId(), fields.String(), fields.Time());
}
