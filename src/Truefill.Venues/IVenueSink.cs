namespace Truefill.Venues;

/// <summary>
/// Where an adapter puts what its venue says. Stamps nothing, keeps order, may block when the inbox is full. It fills
/// in the venue's handle; an adapter leaves the handles of a report at their default unless it was told them.
/// </summary>
public interface IVenueSink
{
    void Post(in VenueReport report);
}
