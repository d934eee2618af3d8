using System;
using System.IO;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Fix;

namespace Truefill.Server.DryRun;

/// <content>Normalised executions, one JSON object a line.</content>
public sealed partial class DryRunner
{
    private readonly NormalisedExecutionJson json = new();

    private void ReadJsonl(Stream stream)
    {
        // The reader of FIX logs is a reader of lines: what it finds of a message is not looked at.
        FixLogReader reader = new(stream, options.LineBytesMax);
        while (reader.TryRead(out FixLogLine line))
        {
            if (line.Number % options.ProgressLines == 0)
                options.OnProgress?.Invoke(new DryRunProgress(file, line.Offset, line.Number));
            if (line.Kind == FixLogLineKind.Blank) continue;
            if (line.Kind == FixLogLineKind.TooLong)
            {
                string detail = $"the line has {line.Bytes} bytes, more than {options.LineBytesMax}";
                Refuse(line.Number, line.Raw, DeadLetterReason.Oversized, detail);
                continue;
            }

            Take(line.Number, line.Raw);
        }
    }

    private void Take(long line, ReadOnlySpan<byte> raw)
    {
        NormalisedExecution? execution = json.Read(line == 1 && raw.StartsWith("\uFEFF"u8) ? raw[3..] : raw);
        result.IgnoredFields += json.IgnoredFields;
        if (execution is null)
        {
            Refuse(line, raw, json.Reason, json.Detail);
            return;
        }

        clock = UtcNanos.Max(clock, execution.TransactTime);
        core.Next = new Input
        {
            Kind = InputKind.NormalisedExecution,
            Source = InputSource.DryRun,
            ReceivedAt = clock,
            Body = execution,
        };
        Count(core.Step(clock));
        KeepDeadLetter(line, 0, raw);
        KeepViolations(line, default);
    }
}
