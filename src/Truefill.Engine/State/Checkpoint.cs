using System;
using Truefill.Domain.Time;
using Truefill.Journal;

namespace Truefill.Engine.State;

/// <summary>A verified checkpoint: the state before the record at <see cref="Position"/>.</summary>
public sealed record Checkpoint(string Name, JournalPosition Position, UtcNanos At, ReadOnlyMemory<byte> Body);
