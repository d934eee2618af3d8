namespace Truefill.Venues;

/// <summary>
/// Where an adapter puts what its venue says. Stamps nothing, keeps order, may block when the inbox is full.
/// </summary>
public interface IVenueSink
{
    void Post(in VenueReport report);
}
