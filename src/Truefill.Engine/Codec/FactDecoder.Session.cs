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
                target.Apply(new VenueDefined(fields.VenueId(), fields.Bool()));
                return true;

            case FactType.SessionOpened:
                target.Apply(new SessionOpened(fields.VenueId(), fields.Time()));
                return true;

            case FactType.SessionClosed:
                target.Apply(new SessionClosed(fields.VenueId(), fields.String(), fields.Time()));
                return true;

            default:
                return false;
        }
    }
}
