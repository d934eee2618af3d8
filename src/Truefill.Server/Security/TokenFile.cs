using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using Truefill.Domain.Time;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Reading;
using Truefill.Server.Http;

namespace Truefill.Server.Security;

/// <summary>
/// The file of tokens: a list of name, role, accounts and hash, at its root or under <c>tokens</c>. It holds no secret,
/// only SHA-256 hashes, but whoever may write it may let himself in: it must belong to nobody else.
/// </summary>
public static class TokenFile
{
    private const string HashPrefix = "sha256:";
    private const UnixFileMode Foreign = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <exception cref="TokenFileException">It cannot be read, or something in it is wrong.</exception>
    public static IReadOnlyList<ApiToken> Read(string path)
    {
        string text;
        try
        {
            if ((File.GetUnixFileMode(path) & Foreign) != UnixFileMode.None)
                throw new TokenFileException($"{path}: others may write it; run: chmod 600 {path}");
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TokenFileException($"{path}: cannot be read: {e.Message}", e);
        }

        return Parse(text, path);
    }

    /// <exception cref="TokenFileException">Something in it is wrong; all errors at once.</exception>
    public static IReadOnlyList<ApiToken> Parse(string yaml, string file)
    {
        ErrorList errors = new();
        List<ApiToken> tokens = [];
        foreach (ConfigNode item in Items(YamlTree.Parse(yaml, file, errors), errors))
            if (item is MapNode map) tokens.Add(ReadToken(map, errors));
            else errors.Add("", $"expected a token with name, role and hash, found {item.Kind}", item.Source);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ApiToken token in tokens)
            if (token.Name.Length > 0 && !names.Add(token.Name))
                errors.Add("", $"the name '{token.Name}' stands here twice", new(ConfigurationLayer.File, file));
        if (errors.Items.Count == 0 && tokens.Count == 0)
            errors.Add("", "there is no token in it, so nobody could call", new(ConfigurationLayer.File, file));
        if (errors.Items.Count > 0) throw new TokenFileException(string.Join('\n', errors.Items));
        return tokens;
    }

    private static List<ConfigNode> Items(ConfigNode? root, ErrorList errors)
    {
        switch (root)
        {
            case ListNode list:
                return list.Items;
            case MapNode map when map.Find("tokens") is ListNode list:
                foreach (MapEntry entry in map.Entries)
                    if (entry.Key != "tokens") errors.Add(entry.Key, $"unknown key '{entry.Key}'", entry.Source);
                return list.Items;
            case null:
                return [];
            default:
                errors.Add("", $"expected a list of tokens, found {root.Kind}", root.Source);
                return [];
        }
    }

    private static ApiToken ReadToken(MapNode map, ErrorList errors)
    {
        string name = "";
        Role role = Role.None;
        AccountScope? accounts = null;
        byte[] hash = [];
        UtcNanos expires = default;
        foreach (MapEntry entry in map.Entries)
        {
            switch (entry.Key)
            {
                case "name": name = Text(entry, errors); break;
                case "role": role = RoleOf(entry, errors); break;
                case "accounts": accounts = AccountsOf(entry, errors); break;
                case "hash": hash = HashOf(entry, errors); break;
                case "expires": expires = TimeOf(entry, errors); break;
                default:
                    errors.Add(entry.Key, $"unknown key '{entry.Key}'", entry.Source,
                        "known here: name, role, accounts, hash, expires");
                    break;
            }
        }

        foreach (string required in (ReadOnlySpan<string>)["name", "role", "hash"])
            if (map.Find(required) is null) errors.Add("", $"the key '{required}' is missing", map.Source);
        return new ApiToken(name, role, hash) { Accounts = accounts, Expires = expires };
    }

    private static Role RoleOf(MapEntry entry, ErrorList errors)
    {
        string text = Text(entry, errors);
        if (Views.Words.TryParse(text, out Role role) && role != Role.None) return role;
        errors.Add("role", $"'{text}' is not a role", entry.Value.Source, "use viewer, trader, risk or admin");
        return Role.None;
    }

    // An empty list is a mistake, not a token for everything; '*' says that.
    private static AccountScope? AccountsOf(MapEntry entry, ErrorList errors)
    {
        List<string> names = [];
        IEnumerable<ConfigNode> items = entry.Value is ListNode list ? list.Items : [entry.Value];
        foreach (ConfigNode item in items)
            if (item is ScalarNode { IsNull: false, Text.Length: > 0 } scalar) names.Add(scalar.Text);
            else errors.Add("accounts", $"expected names of accounts, found {item.Kind}", item.Source);
        if (names is ["*"]) return null;
        if (names.Count == 0)
            errors.Add("accounts", "there is no account in the list", entry.Source, "leave the key out for all");
        return new AccountScope(names);
    }

    private static byte[] HashOf(MapEntry entry, ErrorList errors)
    {
        string text = Text(entry, errors);
        bool named = text.StartsWith(HashPrefix, StringComparison.OrdinalIgnoreCase);
        string digest = named ? text[HashPrefix.Length..] : text;
        byte[] bytes = new byte[SHA256.HashSizeInBytes];
        if (digest.Length == bytes.Length * 2 && Convert.FromHexString(digest, bytes, out _,
            out _) == OperationStatus.Done)
            return bytes;
        if (Convert.TryFromBase64String(digest, bytes, out int length) && length == bytes.Length) return bytes;
        errors.Add("hash", "the hash is not a SHA-256 in hex", entry.Value.Source,
            "printf %s \"$TOKEN\" | sha256sum");
        return bytes;
    }

    private static UtcNanos TimeOf(MapEntry entry, ErrorList errors)
    {
        string text = Text(entry, errors);
        if (UtcNanos.TryParse(text, out UtcNanos time)) return time;
        errors.Add("expires", $"'{text}' is not RFC 3339, for example 2027-01-31T00:00:00Z", entry.Value.Source);
        return default;
    }

    private static string Text(MapEntry entry, ErrorList errors)
    {
        if (entry.Value is ScalarNode { IsNull: false, Text.Length: > 0 } scalar) return scalar.Text;
        errors.Add(entry.Key, $"expected text for '{entry.Key}', found {entry.Value.Kind}", entry.Value.Source);
        return "";
    }
}

/// <summary>The file of tokens cannot be used; the message names each place.</summary>
public sealed class TokenFileException : Exception
{
    public TokenFileException()
    {
    }

    public TokenFileException(string message)
        : base(message)
    {
    }

    public TokenFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
