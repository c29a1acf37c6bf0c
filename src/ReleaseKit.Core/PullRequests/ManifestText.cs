using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
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

    /// <summary>The line.</summary>
    public static string Write(PullRequestManifest manifest, PullRequestMarkup markup)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(markup);
        return PackedLine.Write(CanonicalJson.Write(Json(manifest)), markup.Manifest);
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
        if (found is not [var (text, marks)])
        {
            throw Damaged(found.Length == 0 ? "It has none" : "It has several");
        }

        var json = PackedLine.Read(text, marks) ?? throw Damaged("It was cut off or altered");
        try
        {
            return Fields(JsonField.Parse("manifest", json, Schema));
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

    private static ReleaseException Damaged(string what) => new(PullRequestCodes.Manifest.Create(
        $"The last line of the pull request's description should be its manifest. {what}. Put the description back as it was from its history, or let -t:Prepare write it again while the pull request is open."));
}
