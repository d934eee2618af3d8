using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Invocation;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Frame;

/// <summary>From words to an exit code. Everything but a bug ends here.</summary>
internal sealed class CommandLine(IReadOnlyList<CommandSpec> specs, HandlerTable handlers, CliEnvironment environment)
{
    // @manual and @suspense are names of sub-ledgers, not of files with more words.
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancel)
    {
        if (Completion.IsAsked(args))
        {
            Completion.Answer(new CommandTree(specs, handlers, environment, words: null), args, environment.Out);
            return (int)ExitCode.Ok;
        }

        var tree = new CommandTree(specs, handlers, environment, args);
        ParseResult parse = tree.Root.Parse(args.Count == 0 ? ["--help"] : args, Parsing);
        OutputFormat format = tree.Globals.FormatOf(parse);
        try
        {
            if (parse.Action is ParseErrorAction) throw new CliException(UsageErrors.Of(parse));
            var invocation = new InvocationConfiguration
            {
                Output = environment.Out,
                Error = environment.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            int code = await parse.InvokeAsync(invocation, cancel);
            await environment.Out.FlushAsync(CancellationToken.None);
            return code;
        }
        catch (CliException e)
        {
            ErrorWriter.Write(e.Errors, environment, format);
            return (int)e.Code;
        }
        catch (OutputException e)
        {
            environment.Error.WriteLine("error: " + e.Message);
            return (int)ExitCode.Error;
        }
        catch (OperationCanceledException) when (environment.ReaderGone.IsCancellationRequested)
        {
            return (int)ExitCode.Ok;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await environment.Out.FlushAsync(CancellationToken.None);
            return (int)ExitCode.Interrupted;
        }
    }
}
