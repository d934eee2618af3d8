using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using Truefill.Server.Configuration.Options;
using Truefill.Server.FixSessions;
using Truefill.Server.Service;

namespace Truefill.Server.Configuration.Reading;

/// <summary>What no key can know alone: references, uniqueness, and what each mode demands. A rule keeps silent where a
/// value that it looks at is wrong already.</summary>
internal sealed class Checks(TruefillOptions options, Reader reader, ConfigurationRequest request)
{
    private readonly string[] wrong = [.. reader.Errors.Items.Select(error => error.Path)];

    public void Run()
    {
        Modes();
        Venues();
        References();
        Unique("accounts", options.Accounts.Select(account => account.Id), "id");
        foreach ((int account, string why) in BrokerIds.Clashes(options))
            Error($"accounts.{account}.broker_id", why, "give each account a name of its own");
        Unique("instruments", options.Instruments.Select(instrument => instrument.Symbol), "symbol");
        foreach ((int instrument, string why, string hint) in FixContracts.Clashes(options.Instruments))
            Error($"instruments.{instrument}.contract", why, hint);
        Unique("venues", options.Venues.Select(venue => venue.Id), "id");
        Unique(
            "fix_gateway.sessions",
            options.FixGateway?.Sessions.Select(session => session.TargetCompId) ?? [],
            "target_comp_id");
        UniqueScopes();
        Unique("hooks", options.Hooks.Select(hook => hook.Id), "id");
        Unique("notifications", options.Notifications.Select(notification => notification.Id), "id");
        Calendars();
        Exposure();
        Ports();
        if (options.Storage.StopOrdersFreeBytes > options.Storage.WarnFreeBytes)
            Error("storage.stop_orders_free", "is above 'storage.warn_free', so the warning would come too late");
        if (options.Streams.Redis is { Url: null } && !IsWrong("streams.redis"))
            Error("streams.redis", "the key 'url' is missing");
    }

    /// <summary>This key, or one inside it, could not be read: conclusions from it would only confuse.</summary>
    private bool IsWrong(string path) =>
        wrong.Any(at => at == path || at.StartsWith(path + ".", StringComparison.Ordinal));

    private void Error(string path, string message, string? hint = null)
    {
        if (!IsWrong(path)) reader.Errors.Add(path, message, reader.PlaceOf(path), hint);
    }

    private void Modes()
    {
        if (IsWrong("mode")) return;
        ConfigurationSource source = reader.PlaceOf("mode");
        if (options.Mode == TradingMode.Live)
        {
            // Two deliberate steps: a file (or the environment) that is prepared, and a word at the start.
            if (source.Layer == ConfigurationLayer.CommandLine && !reader.LiveIsConfigured)
                Error("mode", "live trading is not asked for on the command line alone",
                    "state 'mode: live' in the configuration too");
            if (request.ForService && request.SecondWord is null)
                Error("mode", "live trading needs a second word",
                    "start with --mode live; a program that embeds the service says Mode = \"live\"");
            if (options.Risk is null && !IsWrong("risk"))
                Error("risk", "live trading needs limits, and there is no 'risk' section");
            if (!options.Venues.Any(venue => venue.Environment == VenueEnvironment.Live)
                && !IsWrong("venues"))
                Error("venues", "live trading needs a venue with environment live, and there is none");
            if (options.Api.TokensFile is null)
                Error("api.tokens_file", "live trading asks for tokens, and no 'api.tokens_file' is stated");
        }
    }

    private void Venues()
    {
        for (int i = 0; i < options.Venues.Count && !IsWrong("mode"); i++)
        {
            VenueOptions venue = options.Venues[i];
            if (IsWrong($"venues.{i}.type")) continue;
            if (venue is { Fix: not null, Id: FixFolders.Gateway })
                Error($"venues.{i}.id", $"'{venue.Id}' is where the sessions of the FIX gateway are kept",
                    "give the venue another name");
            if (options.Mode == TradingMode.Live && venue.Simulated is { Clock: VenueClock.Simulated })
                Error($"venues.{i}.clock",
                    $"in live trading nobody moves time by hand, and '{venue.Id}' would stand still",
                    "use 'clock: real'");
            if (options.Mode == TradingMode.Simulation && venue.Type != VenueType.Simulated)
                Error($"venues.{i}.type", $"simulation takes simulated venues only, and '{venue.Id}' is a real one",
                    "use 'mode: paper'");
            if (options.Mode == TradingMode.Paper && venue.Environment == VenueEnvironment.Live)
                Error($"venues.{i}.environment",
                    $"paper trading takes no venue with environment live, as '{venue.Id}' is");
            if (options.Mode != TradingMode.Live && venue.Fix?.Counterparty is { } fix
                && LiveEndpoints.Why(fix.Host, fix.Port) is { } why)
                Error($"venues.{i}.host", $"{why}, whatever the environment says, and this is not live trading");
            if (options.Mode != TradingMode.Live && venue.Fix?.DropCopy is { } copy
                && LiveEndpoints.Why(copy.Host, copy.Port) is { } reason)
                Error(
                    $"venues.{i}.drop_copy.host",
                    $"{reason}, whatever the environment says, and this is not live trading");
        }
    }

    private void References()
    {
        IReadOnlyList<string> accounts = [.. options.Accounts.Select(account => account.Id)];
        IReadOnlyList<string> venues = [.. options.Venues.Select(venue => venue.Id)];
        IReadOnlyList<string> calendars = [.. options.Calendars.Select(calendar => calendar.Name)];
        for (int i = 0; i < options.Accounts.Count; i++)
        {
            Refer($"accounts.{i}.venue", options.Accounts[i].Venue, "venue", venues);
            Refer($"accounts.{i}.calendar", options.Accounts[i].Calendar, "calendar", calendars);
        }

        for (int i = 0; i < options.Instruments.Count; i++)
            Refer($"instruments.{i}.calendar", options.Instruments[i].Calendar, "calendar", calendars);
        for (int i = 0; i < options.Risk?.Scopes.Count; i++)
        {
            ReferAccount($"risk.scopes.{i}.account", options.Risk.Scopes[i].Account, accounts);
            Refer($"risk.scopes.{i}.venue", options.Risk.Scopes[i].Venue, "venue", venues);
        }

        for (int i = 0; i < options.Venues.Count; i++)
        {
            foreach (string account in options.Venues[i].Accounts)
                ReferAccount($"venues.{i}.accounts", account, accounts);
        }

        for (int i = 0; i < options.FixGateway?.Sessions.Count; i++)
        {
            FixGatewaySessionOptions session = options.FixGateway.Sessions[i];
            foreach (string account in session.Accounts)
                ReferAccount($"fix_gateway.sessions.{i}.accounts", account, accounts);
            CheckGatewaySession(options.FixGateway, i);
        }

        ReferAccount("streams.redis.account", options.Streams.Redis?.Account, accounts);
    }

    // What anybody who reaches the port could use.
    private void CheckGatewaySession(FixGatewayOptions gateway, int index)
    {
        FixGatewaySessionOptions session = gateway.Sessions[index];
        if (gateway.Address is "127.0.0.1" or "localhost" or "::1" || session.Password is not null) return;
        Error(
            $"fix_gateway.sessions.{index}.password",
            $"client '{session.TargetCompId}' needs a password: {gateway.Address} can be reached from elsewhere",
            "give the session a 'password', or listen on 127.0.0.1");
    }

    // Without configured accounts, any name is an account.
    private void ReferAccount(string path, string? name, IReadOnlyList<string> accounts)
    {
        if (accounts.Count > 0) Refer(path, name, "account", accounts);
    }

    private void Refer(string path, string? name, string what, IReadOnlyList<string> existing)
    {
        if (name is null || existing.Contains(name, StringComparer.Ordinal)) return;
        string? near = Suggestion.For(name, existing);
        Error(path, $"there is no {what} '{name}'", near is null
            ? existing.Count == 0 ? null : $"configured: {string.Join(", ", existing)}"
            : $"did you mean '{near}'?");
    }

    private void Unique(string section, IEnumerable<string> ids, string key)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach ((int i, string id) in ids.Index())
        {
            if (id.Length > 0 && !seen.TryAdd(id, i))
                Error($"{section}.{i}.{key}",
                    $"'{id}' stands here twice, first at {reader.PlaceOf($"{section}.{seen[id]}.{key}")}");
        }
    }

    // The later of two would hold and the earlier be read as if it did.
    private void UniqueScopes()
    {
        var seen = new Dictionary<(string?, string?, string?, string?), int>();
        foreach ((int i, RiskScopeOptions scope) in options.Risk?.Scopes.Index() ?? [])
        {
            var names = (scope.Account, scope.Strategy, scope.Venue, scope.Symbol);
            if (!IsWrong($"risk.scopes.{i}") && !seen.TryAdd(names, i))
                Error($"risk.scopes.{i}",
                    $"this scope stands here twice, first at {reader.PlaceOf($"risk.scopes.{seen[names]}")}",
                    "state all its limits in one");
        }
    }

    private void Calendars()
    {
        foreach (CalendarOptions calendar in options.Calendars)
        {
            if (calendar.Open is null != calendar.Close is null)
                Error($"calendars.{calendar.Name}", "'open' and 'close' come together or not at all");
        }
    }

    private void Ports()
    {
        if (IsWrong("urls") || IsWrong("api.grpc_port") || IsWrong("fix_gateway")) return;
        foreach ((string path, string why) in SharedPorts.Of(options))
            Error(path, why, "give each a port of its own");
    }

    /// <summary>Beyond loopback, somebody else may be listening and somebody else may be calling.</summary>
    private void Exposure()
    {
        if (options.Api is { BehindTlsProxy: true, TokensFile: null })
            Error("api.behind_tls_proxy",
                "whoever comes through the proxy comes from this machine, so callers need tokens",
                "state 'api.tokens_file'");
        foreach (string text in options.Urls)
        {
            if (!ListenAddresses.TryUriOf(text, out Uri? url) || url.Scheme is not ("http" or "https"))
            {
                Error("urls", $"'{text}' is not an address such as {TruefillKeys.DefaultUrl}");
                continue;
            }

            bool beyond = !(url.IsLoopback
                || (IPAddress.TryParse(url.Host, out IPAddress? address) && IPAddress.IsLoopback(address)));
            if (beyond && options.Api.TokensFile is null)
                Error("urls", $"'{text}' can be reached from elsewhere, so callers need tokens",
                    "state 'api.tokens_file'");
            if (beyond && url.Scheme == "http" && !options.Api.BehindTlsProxy)
                Error("urls", $"'{text}' can be reached from elsewhere, so it needs https",
                    "state an https address and 'api.tls', or 'api.behind_tls_proxy'");
            if (url.Scheme == "https" && options.Api.Tls is null)
                Error("urls", $"'{text}' needs a certificate", "state 'api.tls'");
        }
    }
}
