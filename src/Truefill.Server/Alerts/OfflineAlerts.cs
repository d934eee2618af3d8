using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Alerts;

/// <summary>
/// The alerts that a journal tells of without a service: what holds in the books. Who acknowledged one, and what ended,
/// went with the service that raised it.
/// </summary>
internal static class OfflineAlerts
{
    // No service has it, so that none takes an id from here for one of its own.
    private const long NoEpoch = 0;

    public static AlertBook Of(Replica replica, UtcNanos now)
    {
        IEnumerable<Sign> signs = BookSigns.Read(replica, now, hasSessions: false)
            .Concat(OrderSigns.OfJournal(replica, now, AlertWatch.Stalled)).OrderBy(sign => sign.Since);
        UtcNanos at = default;
        AlertBook book = new(() => at, () => NoEpoch);
        foreach (Sign sign in signs)
        {
            at = sign.Since;
            book.Raise(sign.Kind, sign.Subject, sign.Severity, sign.Text, sign.Members);
        }

        return book;
    }
}
