using System.Collections.Immutable;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Json;
using ReleaseKit.Core.Text;

namespace ReleaseKit.Engine.ChangeFiles.Changesets;

/// <summary>Reads <c>.changeset/config.json</c>: plain JSON, without comments, as changesets does.</summary>
internal sealed class ChangesetsConfigurationReader
{
    private const string Unsafe = "___experimentalUnsafeOptions_WILL_CHANGE_IN_PATCH";
    private const string DefaultGenerator = "@changesets/cli/changelog";

    /// <summary>Keys that are known. A formatter that version 3 would run, key <c>format</c>, is left to the repository.</summary>
    private static readonly ImmutableArray<string> Keys =
    [
        "$schema", "access", "baseBranch", "bumpVersionsWithWorkspaceProtocolOnly", "changedFilePatterns", "changelog", "commit", "fixed", "format", "ignore",
        "linked", "prettier", "privatePackages", "snapshot", "updateInternalDependencies", Unsafe,
    ];

    private readonly SourceText _source;
    private readonly ICollection<Diagnostic> _warnings;
    private readonly List<Diagnostic> _problems = [];

    private ChangesetsConfigurationReader(SourceText source, ICollection<Diagnostic> warnings)
    {
        _source = source;
        _warnings = warnings;
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="ReleaseException"><c>RK-MANIFEST-SYNTAX</c>, <c>RK-CHANGESETS-CONFIG</c>, once for each problem.</exception>
    public static ChangesetsConfiguration Read(SourceText source, ICollection<Diagnostic> warnings)
    {
        var reader = new ChangesetsConfigurationReader(source, warnings);
        var root = JsonDocumentSyntax.Parse(source).Root as JsonObjectSyntax ??
            throw source.Error(ChangesetsCodes.Invalid, new TextSpan(source.ContentStart, 0), $"{source.Path} must be one object, {{ … }}.");
        var configuration = reader.Read(root);
        return reader._problems.Count == 0 ? configuration : throw new ReleaseException(reader._problems);
    }

    private ChangesetsConfiguration Read(JsonObjectSyntax root)
    {
        foreach (var unknown in root.Members.Where(m => !Keys.Contains(m.Name)))
        {
            _warnings.Add(ChangesetsCodes.UnknownKey.At(
                _source.Locate(unknown.NameSpan), $"changesets has no key '{DisplayText.Line(unknown.Name)}'.{NearestName.Question(unknown.Name, Keys)} Correct or delete it."));
        }

        CheckCommit(root["commit"]);
        CheckAccess(root["access"]);
        var (version, tag) = ReadPrivate(root["privatePackages"]);
        var options = Object(root[Unsafe], Unsafe);
        CheckSnapshot(Object(root["snapshot"], "snapshot"));
        return new ChangesetsConfiguration
        {
            Fixed = Groups(root["fixed"], "fixed"),
            Linked = Groups(root["linked"], "linked"),
            Ignore = Patterns(root["ignore"], "ignore"),
            UpdatesFromMinor = Choice(root["updateInternalDependencies"], "updateInternalDependencies", "patch", "minor") == "minor",
            VersionsPrivate = version,
            TagsPrivate = tag,
            WorkspaceProtocolOnly = Flag(root["bumpVersionsWithWorkspaceProtocolOnly"], "bumpVersionsWithWorkspaceProtocolOnly") ?? false,
            WritesChangelogs = ReadChangelog(root["changelog"]),
            Formats = Flag(root["prettier"], "prettier") ?? true,
            BaseBranch = String(root["baseBranch"], "baseBranch"),
            ChangedFiles = Patterns(root["changedFilePatterns"], "changedFilePatterns"),
            OnlyPeersOutOfRange = Flag(options?["onlyUpdatePeerDependentsWhenOutOfRange"], "onlyUpdatePeerDependentsWhenOutOfRange") ?? false,
            AlwaysUpdatesDependents = Choice(options?["updateInternalDependents"], "updateInternalDependents", "out-of-range", "always") == "always",
        };
    }

    /// <summary>False, or who writes entries; one we do not have is replaced by the usual one.</summary>
    private bool ReadChangelog(JsonValueSyntax? value)
    {
        switch (value)
        {
            case null:
            case JsonLiteralSyntax { Value: true }:
                if (value is not null)
                {
                    Refuse(value, "changelog", "false, or the name of a generator such as \"" + DefaultGenerator + "\"");
                }

                return true;
            case JsonLiteralSyntax { Value: false }:
                return false;
        }

        var name = (value as JsonStringSyntax ?? (value as JsonArraySyntax)?.Items.FirstOrDefault() as JsonStringSyntax)?.Value;
        if (name is null)
        {
            Refuse(value, "changelog", "false, or the name of a generator such as \"" + DefaultGenerator + "\"");
        }
        else if (name is not (DefaultGenerator or "@changesets/changelog-git"))
        {
            Warn(value, $"The changelog generator {DisplayText.Line(name)} is not run; entries are those of {DefaultGenerator}. Choose others with changelog_style or changelog_template in releasekit.toml.");
        }

        return true;
    }

    private void CheckCommit(JsonValueSyntax? value)
    {
        var name = (value as JsonStringSyntax ?? (value as JsonArraySyntax)?.Items.FirstOrDefault() as JsonStringSyntax)?.Value;
        if (value is not null and not JsonLiteralSyntax { Value: not null } && name is null)
        {
            Refuse(value, "commit", "true, false, or the name of a message generator");
        }
        else if (name is not null and not "@changesets/cli/commit")
        {
            Warn(value!, $"The commit message generator {DisplayText.Line(name)} is not run. Set ReleaseCommitMessage for a message of your own.");
        }
    }

    private void CheckAccess(JsonValueSyntax? value)
    {
        if (Choice(value, "access", "restricted", "public", "private") == "public")
        {
            Warn(value!, "npm decides who may read a new package by its own package.json. Set \"publishConfig\": { \"access\": \"public\" } in scoped packages that are public.");
        }
    }

    private void CheckSnapshot(JsonObjectSyntax? snapshot)
    {
        var template = String(snapshot?["prereleaseTemplate"], "snapshot.prereleaseTemplate");
        if (Flag(snapshot?["useCalculatedVersion"], "snapshot.useCalculatedVersion") == true || template is not null)
        {
            Warn(snapshot!, "Snapshots are not named as this says. Say how with the key snapshot of releasekit.toml.");
        }
    }

    private (bool? Version, bool? Tag) ReadPrivate(JsonValueSyntax? value)
    {
        if (value is JsonLiteralSyntax { Value: { } both })
        {
            WarnOfTags(both, value);
            return (both, both);
        }

        var options = Object(value, "privatePackages");
        var (version, tag) = (Flag(options?["version"], "privatePackages.version"), Flag(options?["tag"], "privatePackages.tag"));
        WarnOfTags(tag == true, options?["tag"]);
        return (version, tag);
    }

    private void WarnOfTags(bool tags, JsonValueSyntax? value)
    {
        if (tags)
        {
            Warn(value!, "Private packages get no tags: a tag is made when a package is live. Write { \"version\": true, \"tag\": false }.");
        }
    }

    private ImmutableArray<NamePatterns> Groups(JsonValueSyntax? value, string key)
    {
        if (value is JsonArraySyntax groups && groups.Items.All(item => item is JsonArraySyntax))
        {
            return [.. groups.Items.Select(item => Patterns(item, key)).OfType<NamePatterns>()];
        }

        if (value is not null)
        {
            Refuse(value, key, "a list of lists of package names, such as [[\"@acme/a\", \"@acme/b\"]]");
        }

        return [];
    }

    private NamePatterns? Patterns(JsonValueSyntax? value, string key)
    {
        if (value is null)
        {
            return null;
        }

        if (value is not JsonArraySyntax list || !list.Items.All(item => item is JsonStringSyntax))
        {
            Refuse(value, key, "a list of strings");
            return null;
        }

        try
        {
            return NamePatterns.Parse(list.Items.Cast<JsonStringSyntax>().Select(item => (item.Value, _source.Locate(item.Span))), _source.Locate(value.Span));
        }
        catch (ReleaseException e)
        {
            _problems.AddRange(e.Diagnostics);
            return null;
        }
    }

    private JsonObjectSyntax? Object(JsonValueSyntax? value, string key) => Typed<JsonObjectSyntax>(value, key, "an object");

    private string? String(JsonValueSyntax? value, string key) => Typed<JsonStringSyntax>(value, key, "a string")?.Value;

    private bool? Flag(JsonValueSyntax? value, string key)
    {
        var literal = Typed<JsonLiteralSyntax>(value, key, "true or false");
        if (literal is { Value: null })
        {
            Refuse(literal, key, "true or false");
        }

        return literal?.Value;
    }

    private string? Choice(JsonValueSyntax? value, string key, params string[] words)
    {
        var known = string.Join(" or ", words.Select(word => $"\"{word}\""));
        var text = Typed<JsonStringSyntax>(value, key, known);
        if (text is not null && !words.Contains(text.Value, StringComparer.Ordinal))
        {
            Refuse(text, key, known);
        }

        return text?.Value;
    }

    private T? Typed<T>(JsonValueSyntax? value, string key, string expected)
        where T : JsonValueSyntax
    {
        if (value is not null and not T)
        {
            Refuse(value, key, expected);
        }

        return value as T;
    }

    private void Refuse(JsonValueSyntax value, string key, string expected) =>
        _problems.Add(ChangesetsCodes.Invalid.At(_source.Locate(value.Span), $"'{key}' of {_source.Path} must be {expected}."));

    private void Warn(JsonValueSyntax value, string message) => _warnings.Add(ChangesetsCodes.Unsupported.At(_source.Locate(value.Span), message));
}
