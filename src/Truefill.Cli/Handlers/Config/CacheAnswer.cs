using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers.Config;

internal static class CacheAnswer
{
    /// <summary>Where no service answers, also says that there is nothing to look for elsewhere.</summary>
    public static async Task<ApiAnswer> Of(Task<ApiAnswer> asked)
    {
        try
        {
            return await asked;
        }
        catch (CliException e) when (e.Code == ExitCode.NotReachable)
        {
            CliError error = e.Errors[0];
            throw new CliException(
                error.Code,
                $"{error.What}; the cache is in the memory of a running service, and a stopped one has none",
                error.Where, error.Try);
        }
    }

    public static ExitCode Show(ApiAnswer answer, CommandContext context)
    {
        context.Output.Write(new CommandResult(
            answer.WriteTo,
            JsonTable.Fields(answer.Body, "purged", "entries", "capacity", "ttl_ms", "hits", "misses", "skipped")));
        return ExitCode.Ok;
    }
}
