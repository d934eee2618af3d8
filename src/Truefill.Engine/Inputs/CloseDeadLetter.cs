namespace Truefill.Engine.Inputs;

/// <summary>A named person is done with a dead letter: closed as it is, or replayed after a fix.</summary>
public sealed record CloseDeadLetter(int Id, bool Replayed, string By, string Reason);
