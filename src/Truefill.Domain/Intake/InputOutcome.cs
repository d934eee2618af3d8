namespace Truefill.Domain.Intake;

/// <summary>The four ways an input can end; with those still queued they add up to what was received.</summary>
public enum InputOutcome : byte
{
    Applied = 1,
    Duplicate = 2,
    Ignored = 3,
    DeadLettered = 4,
}
