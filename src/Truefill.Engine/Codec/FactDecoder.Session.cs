using Truefill.Domain;
using Truefill.Domain.Venues;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeSessionFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.VenueDefined:
                target.Apply(new VenueDefined(
                    fields.VenueId(),
                    fields.Bool(),
                    (VenueCapabilities)fields.Int(),
                    fields.Signed(),
                    fields.Bool(),
                    fields.Signed(),
                    fields.Qty(),
                    !fields.AtEnd && fields.Bool(),
                    fields.AtEnd ? OrphanPolicy.Adopt : (OrphanPolicy)fields.Byte()));
                return true;

            case FactType.SessionOpened:
                target.Apply(new SessionOpened(fields.VenueId(), fields.Time()));
                return true;

            case FactType.SessionClosed:
                target.Apply(new SessionClosed(fields.VenueId(), fields.String(), fields.Time()));
                return true;

            case FactType.VenueAsked:
                target.Apply(new VenueAsked(
                    fields.Signed(),
                    fields.VenueId(),
                    (QueryKind)fields.Byte(),
                    fields.OrderHandle(),
                    fields.ClOrdId(),
                    fields.Time(),
                    fields.Time()));
                return true;

            case FactType.VenueAnswered:
                target.Apply(new VenueAnswered(
                    fields.Signed(),
                    fields.VenueId(),
                    (QueryKind)fields.Byte(),
                    (AnswerStatus)fields.Byte(),
                    fields.Time(),
                    fields.NullableString(),
                    fields.Time()));
                return true;

            case FactType.BalanceReported:
                target.Apply(new BalanceReported(
                    fields.VenueId(), fields.AccountId(), fields.Money(), fields.NullableDecimal(), fields.Time()));
                return true;

            case FactType.TradingOpened:
                target.Apply(new TradingOpened(
                    fields.VenueId(),
                    fields.String(),
                    fields.String(),
                    fields.Time(),
                    !fields.AtEnd && fields.Bool()));
                return true;

            case FactType.AnswerContinued:
                target.Apply(new AnswerContinued(fields.Signed(), fields.VenueId(), fields.Time()));
                return true;

            case FactType.TradingHeld:
                target.Apply(new TradingHeld(fields.VenueId(), fields.String(), fields.Time()));
                return true;

            default:
                return false;
        }
    }
}
