using System;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>What happens as the disk fills. Sizes in bytes.</summary>
public sealed record StorageOptions
{
    public required long WarnFreeBytes { get; init; }

    /// <summary>Below this, new orders are refused while reports and cancels still fit.</summary>
    public required long StopOrdersFreeBytes { get; init; }

    /// <summary>Of segments that <c>journal archive</c> takes, since they were last written; null: any age.</summary>
    public required TimeSpan? ArchiveAfter { get; init; }

    internal static StorageOptions Read(Section s) => new()
    {
        WarnFreeBytes = s.Get("warn_free", ValueTypes.Size, 10L << 30, "Free space below this is an alert."),
        StopOrdersFreeBytes =
            s.Get("stop_orders_free", ValueTypes.Size, 2L << 30, "Below this, new orders are refused."),
        ArchiveAfter = s.Optional("archive_after", ValueTypes.Duration(TimeSpan.FromHours(1)),
            "The least age of the journal segments that `journal archive` takes; without it, any. Nothing is archived "
            + "by itself."),
    };
}
