using System;
using System.Linq;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Tests.Configuration;

public class ConfigurationRuleTests
{
    private const string Fix =
        "{ id: F, type: fix, environment: ENV, host: HOST, port: PORT, sender_comp_id: A, target_comp_id: B }";

    private const string Live = "mode: live\nrisk: { max_order_qty: 1 }\napi: { tokens_file: t }\nvenues:\n- ";

    [Fact]
    public void Simulation_takes_simulated_venues_only() =>
        Assert.Contains("simulation takes simulated venues only", Load.Error(Venue("simulation")), StringComparison.Ordinal);

    [Fact]
    public void A_venue_does_not_take_the_place_of_the_gateways_sessions() =>
        Assert.Contains(
            "'gateway' is where the sessions of the FIX gateway are kept",
            Load.Error(Venue("paper", "paper").Replace("id: F,", "id: gateway,", StringComparison.Ordinal)),
            StringComparison.Ordinal);

    [Fact]
    public void Paper_takes_no_venue_with_environment_live() =>
        Assert.Contains("environment live", Load.Error(Venue("paper", "live")), StringComparison.Ordinal);

    [Theory]
    [InlineData("fix-oe.binance.com", "9000")]
    [InlineData("FIX-OE.Binance.com.", "9000")]
    [InlineData("gw1.ibllc.com", "4000")]
    [InlineData("127.0.0.1", "7496")]
    public void Paper_refuses_known_live_addresses_whatever_is_stated(string host, string port) =>
        Assert.Contains("real money", Load.Error(Venue("paper", "paper", host, port)), StringComparison.Ordinal);

    [Fact]
    public void Live_needs_limits_tokens_and_a_live_venue()
    {
        string errors = string.Join('\n', Load.Errors("mode: live"));
        Assert.Contains("no 'risk' section", errors, StringComparison.Ordinal);
        Assert.Contains("tokens", errors, StringComparison.Ordinal);
        Assert.Contains("environment live", errors, StringComparison.Ordinal);
        Assert.Equal(TradingMode.Live, Load.Good(Live + Venue()).Mode);
    }

    [Fact]
    public void Live_takes_no_venue_whose_time_is_moved_by_hand()
    {
        const string Stepped = "\n- { id: SIM, type: simulated, clock: simulated }";
        Assert.Contains(
            "in live trading nobody moves time by hand, and 'SIM' would stand still; use 'clock: real'",
            Load.Error(Live + Venue() + Stepped),
            StringComparison.Ordinal);
        Assert.Equal(2, Load.Good(Live + Venue() + Stepped.Replace("clock: simulated", "clock: real", StringComparison.Ordinal)).Venues.Count);
    }

    [Fact]
    public void Live_takes_two_steps_one_in_the_configuration_and_one_on_the_command_line()
    {
        ConfigurationRequest request = new() { Yaml = Live + Venue(), ForService = true };
        ConfigurationRequest with = request with { SecondWord = ("--mode", "live") };
        ConfigurationRequest set = request with { Overrides = [("--mode", "mode", "live")] };
        Assert.Contains("--mode live", Assert.Single(ConfigurationLoader.Load(request).Errors).ToString());
        Assert.Contains("--mode live", Assert.Single(ConfigurationLoader.Load(set).Errors).ToString());
        Assert.Empty(ConfigurationLoader.Load(with).Errors);

        string notConfigured = with.Yaml!.Replace("mode: live\n", "", StringComparison.Ordinal);
        Assert.Contains("on the command line alone",
            Assert.Single(ConfigurationLoader.Load(with with { Yaml = notConfigured }).Errors).ToString());
        Assert.Contains("on the command line alone",
            Assert.Single(ConfigurationLoader.Load(with with { Yaml = notConfigured, Sets = ["mode=live"] }).Errors).ToString());
    }

    [Theory]
    [InlineData("accounts: [ { id: A }, { id: A } ]", "'A' stands here twice, first at a.yaml:1")]
    [InlineData("venues: [ { id: A, type: simulated }, { id: A, type: simulated } ]", "'A' stands here twice")]
    [InlineData("accounts: [ { id: A, venue: SMI } ]", "there is no venue 'SMI'; did you mean 'SIM'?")]
    [InlineData("instruments: [ { symbol: S, contract: { symbol: A, strike: 1 } } ]", "the key 'put_or_call' is missing")]
    [InlineData("instruments: [ { symbol: S, contract: { symbol: A, put_or_call: put } } ]", "the key 'strike' is missing")]
    [InlineData("instruments: [ { symbol: S, contract: { symbol: A, maturity: DEC26 } } ]", "is neither a month such as 202612 nor a date")]
    [InlineData("instruments: [ { symbol: S, contract: { symbol: A, maturity: 202613 } } ]", "is neither a month such as 202612 nor a date")]
    [InlineData("instruments: [ { symbol: S, contract: { maturity: 202612 } } ]", "the key 'symbol' is missing")]
    [InlineData(
        "instruments: [ { symbol: S, contract: { symbol: A, maturity: 202612 } }, { symbol: T, contract: { symbol: A, maturity: 20261218 } } ]",
        "a message could name this contract and that of 'S'")]
    [InlineData("instruments: [ { symbol: S, calendar: C } ]", "there is no calendar 'C'")]
    [InlineData("accounts: [ { id: A } ]\nrisk: { scopes: [ { account: B, max_position: 1 } ] }",
        "there is no account 'B'")]
    [InlineData("accounts: [ { id: ACC1 } ]\nvenues: [ { id: V, type: simulated, accounts: [ACC2] } ]",
        "there is no account 'ACC2'; did you mean 'ACC1'?")]
    [InlineData("risk:\n  scopes:\n  - { account: A, symbol: S, max_position: 1 }\n  - { symbol: S, max_position: 2 }\n"
        + "  - { symbol: S, account: A, max_order_qty: 3 }",
        "a.yaml:5:5: this scope stands here twice, first at a.yaml:3; state all its limits in one")]
    public void References_lead_somewhere_and_ids_are_unique(string yaml, string expected) =>
        Assert.Contains(expected, Load.Error(yaml), StringComparison.Ordinal);

    [Theory]
    [InlineData("{ id: A, broker_id: U1, venue: F }, { id: B, broker_id: U1, venue: F }",
        "accounts 'A' and 'B' of one venue have one broker_id, 'U1'")]
    [InlineData("{ id: A, broker_id: U1 }, { id: B, broker_id: U1, venue: F }",
        "accounts 'A' and 'B' of one venue have one broker_id, 'U1'")]
    [InlineData("{ id: A, broker_id: B, venue: F }, { id: B, venue: F }",
        "broker_id 'B' of account 'A' is another account's id")]
    [InlineData("{ id: A, broker_id: B, venue: F }, { id: B, broker_id: C, venue: G }",
        "broker_id 'B' of account 'A' is another account's id")]
    public void A_name_at_a_venue_is_of_one_account(string accounts, string expected) =>
        Assert.Contains(expected, Load.Error(Held(accounts)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{ id: A, broker_id: U1, venue: F }, { id: B, broker_id: U1, venue: G }")]
    [InlineData("{ id: A, broker_id: U1, venue: F }, { id: B, broker_id: U1 }")]
    [InlineData("{ id: A, broker_id: A, venue: F }, { id: B, broker_id: U1, venue: F }")]
    public void Two_venues_may_have_a_name_each_for_accounts_of_their_own(string accounts) =>
        Assert.Equal(2, Load.Good(Held(accounts)).Accounts.Count);

    [Fact]
    public void A_broker_id_counts_at_the_accounts_venue_and_else_where_the_account_may_be_held()
    {
        TruefillOptions options = Load.Good(Held(
            "{ id: A, broker_id: U1, venue: F }, { id: B, broker_id: U2 }, { id: C, broker_id: C }, { id: D }"));

        Assert.Equal([("A", "U1")], BrokerIds.At(options.Venues[0], options.Accounts));
        Assert.Equal([("B", "U2")], BrokerIds.At(options.Venues[1], options.Accounts));
        Assert.Equal([("B", "U2")], BrokerIds.At(options.Venues[2], options.Accounts));
    }

    // F lists one account, G another, and H none, so that it may hold any.
    private static string Held(string accounts) =>
        $"accounts: [ {accounts} ]\nvenues: [ {{ id: F, type: simulated, accounts: [A] }}, "
        + "{ id: G, type: simulated, accounts: [B] }, { id: H, type: simulated } ]";

    [Theory]
    [InlineData("urls: [http://127.0.0.1:80, 'http://localhost:80']", "urls")]
    [InlineData("urls: http://127.0.0.1:80\napi: { grpc_port: 80 }", "api.grpc_port")]
    [InlineData("urls: http://127.0.0.1:80\nfix_gateway: { port: 80, sessions: [SESSION] }", "fix_gateway.port")]
    [InlineData("api: { grpc_port: 80 }\nfix_gateway: { port: 80, sessions: [SESSION] }", "fix_gateway.port")]
    [InlineData("api: { grpc_port: 80 }\nfix_gateway: { port: 80, address: 0.0.0.0, sessions: [SESSION] }", "fix_gateway")]
    [InlineData("urls: 'http://[::1]:80'\nfix_gateway: { port: 80, address: '::', sessions: [SESSION] }", "fix_gateway")]
    public void Two_that_listen_have_a_port_each(string yaml, string key)
    {
        string error = Load.Error(WithSession(yaml));
        Assert.Contains("are to listen on one port, 80", error, StringComparison.Ordinal);
        Assert.Contains(key, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("urls: [http://127.0.0.1:80, 'http://[::1]:80']\napi: { grpc_port: 81 }")]
    [InlineData("urls: [http://127.0.0.1:0, http://localhost:0]")]
    [InlineData("urls: 'http://[::1]:80'\nfix_gateway: { port: 80, sessions: [SESSION] }")]
    public void One_port_of_two_addresses_is_two(string yaml) => Assert.NotNull(Load.Good(WithSession(yaml)));

    private static string WithSession(string yaml) => yaml.Replace(
        "SESSION", "{ sender_comp_id: A, target_comp_id: B, password: secret }", StringComparison.Ordinal);

    [Theory]
    [InlineData("urls: http://0.0.0.0:80", 2)]
    [InlineData("urls: http://+:80\napi: { tokens_file: t }", 1)]
    [InlineData("urls: https://desk.example.org\napi: { tokens_file: t }", 1)]
    [InlineData("urls: https://desk.example.org\napi: { tokens_file: t, tls: { certificate: c.pem } }", 0)]
    [InlineData("urls: [http://localhost:1, 'http://[::1]:2']", 0)]
    [InlineData("urls: ftp://localhost", 1)]
    [InlineData("api: { behind_tls_proxy: true }", 1)]
    [InlineData("urls: http://127.0.0.1:80\napi: { behind_tls_proxy: true }", 1)]
    [InlineData("urls: http://127.0.0.1:80\napi: { behind_tls_proxy: true, tokens_file: t }", 0)]
    public void Beyond_loopback_it_takes_tokens_and_tls(string yaml, int expected) =>
        Assert.Equal(expected, Load.Errors(yaml).Select(e => e.Split(": ")[^1]).Count());

    [Fact]
    public void A_wrong_value_brings_no_second_error_in_its_train() => Assert.Single(Load.Errors(
        "mode: lvie\nvenues: [ " + Venue() + " ]"));

    private static string Venue(string mode, string environment = "paper", string host = "127.0.0.1", string port = "1234") =>
        $"mode: {mode}\nvenues: [ {Venue().Replace("live", environment).Replace("10.1.2.3", host).Replace("1234", port)} ]";

    private static string Venue() => Fix.Replace("ENV", "live").Replace("HOST", "10.1.2.3").Replace("PORT", "1234");
}
