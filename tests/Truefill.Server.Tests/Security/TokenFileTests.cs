using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using Truefill.Server.Http;
using Truefill.Server.Security;

namespace Truefill.Server.Tests.Security;

public class TokenFileTests
{
    private static readonly string Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("t0ken")));

    [Theory]
    [InlineData("{0}")]
    [InlineData("tokens:\n  {0}")]
    public void A_token_has_a_name_a_role_its_accounts_and_a_hash(string frame)
    {
        string item = $"- {{ name: ann, role: trader, accounts: [ACC1, ACC2], hash: {Hash} }}";

        ApiToken token = Assert.Single(Parse(frame.Replace("{0}", item, StringComparison.Ordinal)));
        Assert.Equal(("ann", Role.Trader), (token.Name, token.Role));
        Assert.Equal(["ACC1", "ACC2"], token.Accounts!.Names);
        Assert.Equal(Hash, Convert.ToHexStringLower(token.Sha256.Span));
    }

    [Theory]
    [InlineData("sha256:")]
    [InlineData("SHA256:")]
    public void The_hash_may_say_what_it_is(string prefix) =>
        Assert.Single(Parse($"- {{ name: a, role: admin, hash: '{prefix}{Hash.ToUpperInvariant()}' }}"));

    [Fact]
    public void Without_accounts_or_with_a_star_it_is_for_all()
    {
        Assert.Null(Parse($"- {{ name: a, role: admin, hash: {Hash} }}")[0].Accounts);
        Assert.Null(Parse($"- {{ name: a, role: admin, hash: {Hash}, accounts: '*' }}")[0].Accounts);
    }

    [Theory]
    [InlineData("- { role: admin, hash: H }", "'name' is missing")]
    [InlineData("- { name: a, hash: H }", "'role' is missing")]
    [InlineData("- { name: a, role: admin }", "'hash' is missing")]
    [InlineData("- { name: a, role: boss, hash: H }", "'boss' is not a role")]
    [InlineData("- { name: a, role: none, hash: H }", "'none' is not a role")]
    [InlineData("- { name: a, role: admin, hash: secret }", "not a SHA-256")]
    [InlineData("- { name: a, role: admin, hash: H, acounts: [X] }", "unknown key 'acounts'")]
    [InlineData("- { name: a, role: admin, hash: H, accounts: [] }", "no account in the list")]
    [InlineData("- { name: a, role: admin, hash: H, expires: soon }", "not RFC 3339")]
    [InlineData("- { name: a, role: admin, hash: H }\n- { name: a, role: risk, hash: H }", "stands here twice")]
    [InlineData("tokens: 7", "expected a list")]
    [InlineData("", "no token in it")]
    public void What_is_wrong_is_said_with_its_place(string yaml, string message)
    {
        TokenFileException e = Assert.Throws<TokenFileException>(
            () => Parse(yaml.Replace("hash: H", "hash: " + Hash, StringComparison.Ordinal)));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.StartsWith("tokens.yaml", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_others_may_write_is_refused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, $"- {{ name: a, role: admin, hash: {Hash} }}");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherWrite);
            Assert.Contains("chmod 600", Assert.Throws<TokenFileException>(() => TokenFile.Read(path)).Message);

            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Assert.Single(TokenFile.Read(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Assert.Contains("/nowhere/tokens.yaml", Assert.Throws<TokenFileException>(() => TokenFile.Read("/nowhere/tokens.yaml")).Message);

    private static List<ApiToken> Parse(string yaml) => [.. TokenFile.Parse(yaml, "tokens.yaml")];
}
