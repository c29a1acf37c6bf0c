using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Upstream;

namespace ReleaseKit.Core.Documents;

/// <summary>
/// A plan as JSON, straight to the writer: of large plans a tree would take ten times the room of the text. Keys are written in
/// ordinal order, as <see cref="CanonicalJson"/> has them. <see cref="PlanFields"/> is the way back.
/// </summary>
internal sealed class PlanWriter : IDisposable
{
    /// <summary>As much as goes to the stream at once.</summary>
    private const int Portion = 64 << 10;

    private readonly Utf8JsonWriter _writer;

    public PlanWriter(Stream stream) => _writer = new Utf8JsonWriter(stream, CanonicalJson.Options);

    /// <summary>One release as a value of other documents.</summary>
    public static JsonNode Release(PlannedRelease release)
    {
        using var stream = new MemoryStream();
        using (var writer = new PlanWriter(stream))
        {
            writer.Write(release);
        }

        return JsonNode.Parse(stream.GetBuffer().AsSpan(0, (int)stream.Length))!;
    }

    /// <summary>The whole document.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="beforeOrder">Called where the hash belongs, between two lines; all that was written is in the stream by then.</param>
    public void Write(ReleasePlan plan, Action beforeOrder)
    {
        _writer.WriteStartObject();
        _writer.WriteString("base", plan.Base);
        Strings("changeFiles", plan.UsedChangeFiles.Select(file => file.ToString()));
        _writer.WriteString("date", plan.Date);
        _writer.Flush();
        beforeOrder();
        _writer.WriteStartArray("order");
        foreach (var layer in plan.Order)
        {
            _writer.WriteStartArray();
            foreach (var id in layer)
            {
                _writer.WriteStringValue(id.ToString());
            }

            _writer.WriteEndArray();
        }

        _writer.WriteEndArray();
        Edits("otherEdits", plan.OtherEdits);
        _writer.WriteStartArray("releases");
        foreach (var release in plan.Releases)
        {
            Write(release);
        }

        _writer.WriteEndArray();
        _writer.WriteString("schema", PlanDocument.Schema);
        _writer.WriteStartArray("skipped");
        foreach (var skipped in plan.Skipped)
        {
            _writer.WriteStartObject();
            _writer.WriteString("id", skipped.Id.ToString());
            _writer.WriteString("why", skipped.Why);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
        Write(plan.Upstream);
        _writer.WriteEndObject();
    }

    public void Dispose() => _writer.Dispose();

    private void Write(ImmutableArray<UpstreamRelease> upstream)
    {
        if (upstream.IsEmpty)
        {
            return;
        }

        _writer.WriteStartArray("upstream");
        foreach (var release in upstream)
        {
            _writer.WriteStartObject();
            _writer.WriteString("id", release.Id.ToString());
            _writer.WriteString("version", release.Version);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }

    private void Write(PlannedRelease release)
    {
        _writer.WriteStartObject();
        _writer.WriteString("bump", DocumentNames.Bumps[release.Bump]);
        Edits("edits", release.Edits);
        _writer.WriteString("from", release.From);
        _writer.WriteString("id", release.Id.ToString());
        if (!release.IsPublished)
        {
            _writer.WriteBoolean("published", false);
        }

        _writer.WriteStartArray("reasons");
        foreach (var reason in release.Reasons)
        {
            Write(reason);
        }

        _writer.WriteEndArray();
        _writer.WriteString("tag", release.Tag);
        _writer.WriteString("to", release.To);
        _writer.WriteEndObject();
    }

    private void Write(ReleaseReason reason)
    {
        _writer.WriteStartObject();
        if (!reason.Authors.IsEmpty)
        {
            Strings("authors", reason.Authors);
        }

        if (reason.Breaking)
        {
            _writer.WriteBoolean("breaking", true);
        }

        IfPresent("breakingNote", reason.BreakingNote);
        _writer.WriteString("bump", DocumentNames.Bumps[reason.Bump]);
        IfPresent("changeFile", reason.ChangeFile?.ToString());
        IfPresent("commit", reason.Commit);
        IfPresent("from", reason.From);
        _writer.WriteString("kind", DocumentNames.Reasons[reason.Kind]);
        IfPresent("package", reason.Package?.ToString());
        if (!reason.References.IsDefaultOrEmpty)
        {
            Strings("references", reason.References);
        }

        IfPresent("scope", reason.Scope);
        IfPresent("section", reason.Section);
        _writer.WriteString("summary", reason.Summary);
        IfPresent("text", reason.Text);
        IfPresent("to", reason.To);
        IfPresent("type", reason.CommitType);
        _writer.WriteEndObject();
        if (_writer.BytesPending >= Portion)
        {
            _writer.Flush();
        }
    }

    private void Edits(string name, IEnumerable<ManifestChange> changes)
    {
        _writer.WriteStartArray(name);
        foreach (var change in changes)
        {
            Write(change);
        }

        _writer.WriteEndArray();
    }

    private void Write(ManifestChange change)
    {
        _writer.WriteStartObject();
        if (change is RangeChange range)
        {
            _writer.WriteString("dependency", range.Dependency.ToString());
            _writer.WriteString("dependencyKind", DocumentNames.DependencyKinds[range.Kind]);
        }
        else if (change is LockRangeChange locked)
        {
            _writer.WriteString("dependency", locked.Dependency.ToString());
            _writer.WriteString("dependencyKind", DocumentNames.DependencyKinds[locked.Kind]);
            _writer.WriteString("directory", locked.Directory.ToString());
        }

        _writer.WriteString("file", change.File.ToString());
        _writer.WriteString("from", change.From);
        _writer.WriteString("kind", change switch
        {
            VersionChange => "version",
            RangeChange => "range",
            LockChange or LockRangeChange => "lock",
            _ => throw new UnreachableException($"A plan cannot hold a {change.GetType().Name}."),
        });
        _writer.WriteString("package", change.Package.ToString());
        _writer.WriteString("to", change.To);
        _writer.WriteEndObject();
    }

    private void Strings(string name, IEnumerable<string> values)
    {
        _writer.WriteStartArray(name);
        foreach (var value in values)
        {
            _writer.WriteStringValue(value);
        }

        _writer.WriteEndArray();
    }

    private void IfPresent(string name, string? value)
    {
        if (value is not null)
        {
            _writer.WriteString(name, value);
        }
    }
}
