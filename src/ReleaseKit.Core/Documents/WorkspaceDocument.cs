using System.Text.Json.Nodes;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;

namespace ReleaseKit.Core.Documents;

/// <summary>
/// <c>workspace.json</c>: what discovery found. Its JSON Schema is <c>docs/reference/workspace.schema.json</c>. Reading what
/// was written gives an equal workspace.
/// </summary>
public static class WorkspaceDocument
{
    /// <summary>The schema that is written and read.</summary>
    public const string Schema = "releasekit/workspace/1";

    /// <summary>The canonical text of the document.</summary>
    public static string Write(Workspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        return CanonicalJson.Write(new JsonObject
        {
            ["schema"] = Schema,
            ["packages"] = new JsonArray([.. workspace.Packages.Select(PackageNode)]),
        });
    }

    /// <summary>Reads a document.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="file">Its path, for messages.</param>
    /// <exception cref="ReleaseException"><c>RK-DOCUMENT-INVALID</c>, <c>RK-DOCUMENT-SCHEMA</c>.</exception>
    public static Workspace Read(string json, string file) =>
        new(JsonField.Parse(file, json, Schema).Required("packages").List(ReadPackage));

    private static JsonObject PackageNode(Package package)
    {
        var node = new JsonObject
        {
            ["id"] = package.Id.ToString(),
            ["name"] = package.Name,
            ["ecosystem"] = package.Ecosystem,
            ["directory"] = package.Directory.ToString(),
            ["manifest"] = package.Manifest.ToString(),
            ["version"] = package.Version,
            ["versionFile"] = package.VersionFile.ToString(),
            ["publishable"] = package.Publishable,
            ["group"] = package.Group,
            ["dependencies"] = new JsonArray([.. package.Dependencies.Select(DependencyNode)]),
        };
        AddIfPresent(node, "versionLocation", LocationNode(package.VersionLocation));
        AddIfPresent(node, "lockFile", package.LockFile?.ToString());
        AddIfPresent(node, "otherLockFiles", package.OtherLockFiles.IsEmpty ? null : new JsonArray([.. package.OtherLockFiles.Select(file => (JsonNode)file.ToString())]));
        AddIfPresent(node, "rangeLockFile", package.RangeLockFile?.ToString());
        AddIfPresent(node, "notPublishableReason", package.NotPublishableReason);
        AddIfPresent(node, "registry", package.Registry);
        AddIfPresent(node, "index", package.Index);
        AddIfPresent(node, "tokenVariable", package.TokenVariable);
        return node;
    }

    private static JsonObject DependencyNode(Dependency dependency)
    {
        var node = new JsonObject
        {
            ["id"] = dependency.Id.ToString(),
            ["range"] = dependency.Range,
            ["kind"] = DocumentNames.DependencyKinds[dependency.Kind],
            ["source"] = DocumentNames.DependencySources[dependency.Source],
            ["file"] = dependency.DeclaredIn.ToString(),
        };
        AddIfPresent(node, "declared", dependency.IsDeclared ? true : null);
        AddIfPresent(node, "location", LocationNode(dependency.Location));
        return node;
    }

    private static JsonObject? LocationNode(SourceLocation? location) => location is null ? null : new JsonObject
    {
        ["file"] = location.File,
        ["line"] = location.Line,
        ["column"] = location.Column,
        ["endLine"] = location.EndLine,
        ["endColumn"] = location.EndColumn,
    };

    private static void AddIfPresent(JsonObject node, string name, JsonNode? value)
    {
        if (value is not null)
        {
            node[name] = value;
        }
    }

    private static Package ReadPackage(JsonField field) => new()
    {
        Id = field.Required("id").Id(),
        Directory = field.Required("directory").Path(),
        Manifest = field.Required("manifest").Path(),
        Version = field.Optional("version")?.Text(),
        VersionFile = field.Required("versionFile").Path(),
        VersionLocation = ReadLocation(field.Optional("versionLocation")),
        LockFile = field.Optional("lockFile")?.Path(),
        OtherLockFiles = field.Optional("otherLockFiles")?.List(file => file.Path()) ?? [],
        RangeLockFile = field.Optional("rangeLockFile")?.Path(),
        Publishable = field.Required("publishable").Flag(),
        NotPublishableReason = field.Optional("notPublishableReason")?.Text(),
        Group = field.Optional("group")?.Text(),
        Registry = field.Optional("registry")?.Text(),
        Index = field.Optional("index")?.Text(),
        TokenVariable = field.Optional("tokenVariable")?.Text(),
        Dependencies = field.Required("dependencies").List(ReadDependency),
    };

    private static Dependency ReadDependency(JsonField field) => new(
        field.Required("id").Id(),
        field.Required("range").Text(),
        field.Required("kind").Name(DocumentNames.DependencyKinds),
        field.Required("source").Name(DocumentNames.DependencySources),
        field.Required("file").Path(),
        ReadLocation(field.Optional("location"))) { IsDeclared = field.Optional("declared")?.Flag() == true };

    private static SourceLocation? ReadLocation(JsonField? field) => field is not { } location ? null : new SourceLocation(
        location.Required("file").Text(),
        location.Required("line").Number(),
        location.Required("column").Number(),
        location.Required("endLine").Number(),
        location.Required("endColumn").Number());
}
