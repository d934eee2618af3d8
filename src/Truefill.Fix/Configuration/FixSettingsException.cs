using System;

namespace Truefill.Fix;

/// <summary>A configuration file says something that cannot be.</summary>
public sealed class FixSettingsException : FormatException
{
    /// <param name="line">Counted from 1; 0 when no line is at fault.</param>
    /// <param name="message">What is wrong.</param>
    public FixSettingsException(int line, string message)
        : base(line == 0 ? message : $"line {line}: {message}") => Line = line;

    public int Line { get; }
}
