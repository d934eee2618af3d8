using System;

namespace Truefill.Server.Hosting;

/// <param name="NextSeq">Sequence of the first record that the engine will write.</param>
/// <param name="Spin">Burn a core for latency instead of sleeping.</param>
/// <param name="Cpu">The processor to stay on; null: wherever the kernel puts it.</param>
/// <param name="Broken">Told when the engine's own state contradicts itself; the engine is stopped then.</param>
internal sealed record EngineThreadOptions(ulong NextSeq, bool Spin, int? Cpu, Action<Exception> Broken);
