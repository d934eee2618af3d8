namespace Truefill.Cli.Handlers.Doctor;

internal enum Verdict
{
    Ok,
    Warn,
    Fail,
    Skip,
}

/// <summary>One row of what the doctor found.</summary>
/// <param name="Fix">What to do about it; null where nothing is to be done.</param>
internal sealed record Diagnosis(string Check, Verdict Verdict, string Detail, string? Fix = null)
{
    public string Word => Verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Warn => "warn",
        Verdict.Fail => "fail",
        Verdict.Skip => "skip",
    };
}
