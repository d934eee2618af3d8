namespace Truefill.Domain.Intake;

/// <summary>One input of the intake was dealt with, in exactly one of the four ways.</summary>
public readonly record struct InputSettled(InputOutcome Outcome);
