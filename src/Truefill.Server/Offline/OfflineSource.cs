using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Offline;

/// <summary>What the routes read when there is no service.</summary>
/// <param name="Mode">The configuration's.</param>
/// <param name="Now">What ages are measured against: the clock, or the time that is being looked back at.</param>
public sealed record OfflineSource(OfflineState State, Replica Replica, string Mode, string Build, UtcNanos Now);
