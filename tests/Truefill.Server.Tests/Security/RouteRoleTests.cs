using System;
using System.IO;
using System.Linq;
using Truefill.Server.Http;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Security;

/// <summary>
/// Who may call a route stands once more in docs/http-api.md, so that nobody changes it without meaning to.
/// </summary>
public class RouteRoleTests
{
    [Fact]
    public void Each_route_asks_for_the_role_and_minds_the_accounts_that_the_page_says()
    {
        string[] page =
        [
            .. File.ReadLines(Checkout.PathOf("docs/http-api.md"))
                .SkipWhile(line => line != "## Routes and roles")
                .Where(line => line.StartsWith("| `", StringComparison.Ordinal)),
        ];
        string[] routes = [.. RouteTable.All.Select(Row)];
        string[] differ =
        [
            .. page.Except(routes).Select(row => "the page: " + row),
            .. routes.Except(page).Order(StringComparer.Ordinal).Select(row => "the routes: " + row),
        ];
        Assert.True(differ.Length == 0, string.Join('\n', differ));
        Assert.Equal(routes.Length, page.Length);
    }

    private static string Row(ApiRoute route) => $"| `{route.Method} {route.Pattern}` | {route.Role switch
    {
        Role.None => "anybody | let in",
        _ => $"{Words.Of(route.Role)} | {AccountsOf(route)}",
    }} |";

    private static string AccountsOf(ApiRoute route) => route.Accounts switch
    {
        AccountRule.Filtered => "its own",
        AccountRule.Neutral => "let in",
        AccountRule.AllOnly => "refused",
        _ => throw new InvalidOperationException($"{route.Pattern}: {route.Accounts} has no word"),
    };
}
