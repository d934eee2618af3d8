using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Api;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.DeadLetters;

/// <summary>One dead letter from the service or, with --state-dir, from the files.</summary>
internal static class DeadLetterLookup
{
    public static async Task<JsonElement> Find(CommandContext context, long id, CancellationToken cancel)
    {
        if (context.Globals.IsOffline) return OfflineDeadLetters.Show(StatePlace.Of(context), id);
        using ApiClient service = context.Service();
        return (await service.GetAsync($"deadletters/{id}", cancel)).Body;
    }
}
