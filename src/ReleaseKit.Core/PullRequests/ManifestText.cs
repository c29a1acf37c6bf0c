using System.Buffers.Text;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Documents;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.PullRequests;

/// <summary>
/// The manifest as the last line of a body: its SHA-256 and its compressed canonical JSON, in letters that no markup has a
/// meaning for.
/// </summary>
public static class ManifestText
{
    /// <summary>The schema that is written and read.</summary>
    public const string Schema = "releasekit/pull-request/1";

    /// <summary>More than a plan of a hundred thousand packages needs.</summary>
    private const int Longest = 64 << 20;

    /// <summary>The line.</summary>
    public static string Write(PullRequestManifest manifest, PullRequestMarkup markup)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(markup);
        var json = Encoding.UTF8.GetBytes(CanonicalJson.Write(Json(manifest)));
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(json);
        }

        var (before, after) = markup.Manifest;
        return $"{before}{Convert.ToHexStringLower(SHA256.HashData(json))} {Base64Url.EncodeToString(packed.GetBuffer().AsSpan(0, (int)packed.Length))}{after}";
    }

    /// <summary>The manifest of a body.</summary>
    /// <exception cref="ReleaseException"><c>RK-PULL-REQUEST-MANIFEST</c>: there is none, or several, or it was altered.</exception>
    public static PullRequestManifest Read(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        var found = (
            from line in body.ReplaceLineEndings("\n").Split('\n')
            from markup in PullRequestMarkup.All
            where line.StartsWith(markup.Manifest.Before, StringComparison.Ordinal)
            select (line, markup.Manifest)).ToArray();
        if (found is not [var (text, (before, after))])
        {
            throw Damaged(found.Length == 0 ? "It has none" : "It has several");
        }

        var fields = text.TrimEnd().EndsWith(after, StringComparison.Ordinal) ? text.TrimEnd()[before.Length..^after.Length].Split(' ') : [];
        if (fields is not [var hash, var packed] || Unpack(packed) is not { } json || Convert.ToHexStringLower(SHA256.HashData(json)) != hash)
        {
            throw Damaged("It was cut off or altered");
        }

        try
        {
            return Fields(JsonField.Parse("manifest", Encoding.UTF8.GetString(json), Schema));
        }
        catch (ReleaseException e)
        {
            throw Damaged(e.Diagnostics[0].Message.TrimEnd('.'));
        }
    }

    /// <summary>A digest of notes as a body shows them; line ends and space around them do not count.</summary>
    public static string Digest(string notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        const int Bytes = 8;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notes.ReplaceLineEndings("\n").Trim())).AsSpan(0, Bytes));
    }

    private static JsonObject Json(PullRequestManifest manifest) => new()
    {
        ["schema"] = Schema,
        ["plan"] = manifest.Plan,
        ["base"] = manifest.Base,
        ["branch"] = manifest.Branch,
        ["group"] = manifest.Group,
        ["releases"] = new JsonArray([.. manifest.Releases.Select(r => (JsonNode)new JsonObject { ["id"] = r.Id.ToString(), ["to"] = r.To, ["tag"] = r.Tag })]),
        ["notes"] = Map(manifest.Notes),
        ["versions"] = Map(manifest.Versions),
    };

    private static JsonObject Map(ImmutableSortedDictionary<PackageId, string> values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key.ToString(), (JsonNode?)JsonValue.Create(pair.Value))));

    private static PullRequestManifest Fields(JsonField root) => new()
    {
        Plan = root.Required("plan").Text(),
        Base = root.Required("base").Text(),
        Branch = root.Required("branch").Text(),
        Group = root.Required("group").Text(),
        Releases = root.Required("releases").List(r => new ManifestRelease(r.Required("id").Id(), r.Required("to").Text(), r.Required("tag").Text())),
        Notes = root.Required("notes").IdMap(),
        Versions = root.Required("versions").IdMap(),
    };

    private static byte[]? Unpack(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            using var deflate = new DeflateStream(new MemoryStream(Base64Url.DecodeFromChars(text)), CompressionMode.Decompress);
            using var json = new MemoryStream();
            var buffer = new byte[8192];
            for (int read; (read = deflate.Read(buffer)) > 0;)
            {
                json.Write(buffer, 0, read);
                if (json.Length > Longest)
                {
                    return null;
                }
            }

            return json.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static ReleaseException Damaged(string what) => new(PullRequestCodes.Manifest.Create(
        $"The last line of the pull request's description should be its manifest. {what}. Put the description back as it was from its history, or let -t:Prepare write it again while the pull request is open."));
}
