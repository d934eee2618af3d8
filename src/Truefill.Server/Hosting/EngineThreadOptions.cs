using System;

namespace Truefill.Server.Hosting;

/// <param name="NextSeq">Sequence of the first record that the engine will write.</param>
/// <param name="Spin">Burn a core for latency instead of sleeping.</param>
/// <param name="LeavesSyncs">The journal's thread does every sync, also when this one has nothing else to do.</param>
/// <param name="Cpu">The processor to stay on; null: wherever the kernel puts it.</param>
/// <param name="Broken">Told when the engine's own state contradicts itself; the engine is stopped then.</param>
internal sealed record EngineThreadOptions(
    ulong NextSeq, bool Spin, bool LeavesSyncs, int? Cpu, Action<Exception> Broken);
