using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Cli.Frame;

/// <summary>What went wrong, where, and what to do next.</summary>
/// <param name="Reason">A finer code for programs, such as the DenyReason of a refusal; null: the exit code's
/// name.</param>
internal sealed record CliError(ExitCode Code, string What, string? Where = null, string? Try = null,
    string? Reason = null);

/// <summary>Ends a command with errors that a person can act on. Anything else that is thrown is a bug.</summary>
internal sealed class CliException : Exception
{
    public CliException(ExitCode code, string what, string? where = null, string? hint = null)
        : this([new CliError(code, what, where, hint)])
    {
    }

    public CliException(IReadOnlyList<CliError> errors)
        : base(errors.Count == 0 ? "" : errors[0].What) => Errors = errors;

    public IReadOnlyList<CliError> Errors { get; }

    public ExitCode Code => Errors.Select(error => error.Code).DefaultIfEmpty(ExitCode.Error).First();
}
