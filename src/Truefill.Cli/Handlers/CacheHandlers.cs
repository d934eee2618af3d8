using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Commands;
using Truefill.Cli.Frame;
using Truefill.Cli.Rendering;

namespace Truefill.Cli.Handlers;

/// <summary>The cache behind <c>orders/preview</c> as it is in the running service.</summary>
internal sealed class CacheShowHandler : IHandler<CacheShowOptions>
{
    public async Task<ExitCode> RunAsync(CacheShowOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        return CacheAnswer.Show(await CacheAnswer.Of(client.GetAsync("/admin/cache", cancel)), context);
    }
}

/// <summary>Empties it; what was forgotten is counted.</summary>
internal sealed class CachePurgeHandler : IHandler<CachePurgeOptions>
{
    public async Task<ExitCode> RunAsync(CachePurgeOptions options, CommandContext context, CancellationToken cancel)
    {
        using ApiClient client = context.Service();
        ApiAnswer answer = await CacheAnswer.Of(client.PostAsync(
            "/admin/cache/purge",
            writer =>
            {
                writer.WriteStartObject();
                writer.WriteEndObject();
            },
            cancel));
        return CacheAnswer.Show(answer, context);
    }
}

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
