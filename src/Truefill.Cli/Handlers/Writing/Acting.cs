using Truefill.Cli.Api;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Handlers.Writing;

/// <summary>In whose name something is done.</summary>
internal static class Acting
{
    /// <summary>--by, else on the Unix socket the user's; null with a token, whose name the service takes.</summary>
    public static string? Person(CommandContext context, ApiClient client)
    {
        if (context.Person is { } stated) return stated;
        if (client.Endpoint.SocketPath is not null && context.Environment.UserName.Length > 0)
            return context.Environment.UserName;
        if (context.Globals.Token is not null || context.Environment.Variables.ContainsKey("TRUEFILL_TOKEN"))
            return null;
        throw new CliException(ExitCode.Usage, "this is done in a person's name", context.Command, "--by NAME");
    }
}
