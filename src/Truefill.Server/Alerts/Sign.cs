using System.Collections.Generic;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Options;

namespace Truefill.Server.Alerts;

/// <summary>Something that asks for attention, as it was seen; an alert is raised for it.</summary>
/// <param name="Since">
/// When it began as far as the journal says: the end of what was read where it does not.
/// </param>
internal readonly record struct Sign(
    AlertKind Kind, string Subject, Severity Severity, string Text, UtcNanos Since)
{
    /// <summary>A sign tells so many apart.</summary>
    public const int MembersMax = 4_096;

    /// <summary>
    /// What it is made of, by number, where one sign stands for many; null: it stands for itself. More than
    /// <see cref="MembersMax"/>: not all of it, but the highest number is among them.
    /// </summary>
    public IReadOnlySet<long>? Members { get; init; }
}
