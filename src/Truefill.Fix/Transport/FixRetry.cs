using System;

namespace Truefill.Fix;

/// <summary>An initiator waits before it tries again.</summary>
/// <param name="Attempt">Which attempt since the last logon comes next, from 1.</param>
/// <param name="Delay">How long it waits.</param>
/// <param name="Reason">What ended the last one.</param>
public readonly record struct FixRetry(int Attempt, TimeSpan Delay, string Reason);
