using System;
using Truefill.Domain.Names;
using Truefill.Domain.Time;
using Truefill.Fix.Tests.Support;
using Truefill.Venues;
using Truefill.Venues.Fix;

namespace Truefill.Fix.Tests.Mapping;

/// <summary>One message through a mapper.</summary>
internal sealed class MapperCase(FixDialect? dialect = null)
{
    public const string Header = "49=V|56=C|34=7|52=20260105-14:30:01.500|";

    private readonly FixReportMapper mapper = new(new VenueId(3), "FIX1", dialect);

    /// <param name="body">Fields behind the header, | between them; MsgType(35) first.</param>
    public VenueReport Map(string body, string beginString = "FIX.4.4")
    {
        int end = body.IndexOf('|', StringComparison.Ordinal) + 1;
        VenueReport report = default;
        byte[] bytes = Days.Message(body[..end] + Header + body[end..], beginString);
        mapper.Read(bytes, FixScan.Soh, new UtcNanos(1), ref report);
        return report;
    }
}
