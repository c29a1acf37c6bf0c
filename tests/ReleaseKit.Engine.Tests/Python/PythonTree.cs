using System.Collections.Immutable;
using System.Text;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Planning;
using ReleaseKit.Core.Text;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Python;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Files;
using ReleaseKit.Engine.Http;
using ReleaseKit.Engine.Processes;

namespace ReleaseKit.Engine.Tests.Python;

/// <summary>A workspace in memory, by path and text, and what the Python adapter makes of it.</summary>
internal sealed class PythonTree : IFileSystem
{
    private readonly SortedDictionary<RelativePath, byte[]> _files = [];
    private readonly HashSet<RelativePath> _deleted = [];

    public static EcosystemAdapter Ecosystem { get; } = PythonEcosystem.Create(new EcosystemServices(
        new ProcessRunner(new ProcessEnvironment()), RegistryHttp.Create(TimeProvider.System), new ProcessEnvironment(), TimeProvider.System));

    public static IWorkspaceAdapter Adapter => Ecosystem.Workspace;

    public string Root => "/workspace";

    public PythonTree With(string path, string text)
    {
        _files[RelativePath.Parse(path)] = Encoding.UTF8.GetBytes(text);
        return this;
    }

    /// <summary>A project with a hatchling build system.</summary>
    public PythonTree WithProject(string directory, string name, string version = "1.0.0", string more = "", string dependencies = "") =>
        With(directory.Length == 0 ? "pyproject.toml" : $"{directory}/pyproject.toml", $"""
            [build-system]
            requires = ["hatchling"]
            build-backend = "hatchling.build"

            [project]
            name = "{name}"
            version = "{version}"
            dependencies = [{dependencies}]
            {more}
            """);

    public PythonTree WithUvRoot(string members, string more = "", string directory = "") =>
        With(directory.Length == 0 ? "pyproject.toml" : $"{directory}/pyproject.toml", $"""
            [tool.uv.workspace]
            members = [{members}]
            {more}
            """);

    /// <summary>Takes a file from the work tree, though not from the listing, as after a deletion that is not committed.</summary>
    public PythonTree Deleted(string path)
    {
        _deleted.Add(RelativePath.Parse(path));
        return this;
    }

    public ImmutableArray<Package> Discover(string root = "", params string[] excluded)
    {
        var request = new DiscoveryRequest(
            this, [.. _files.Keys], RelativePath.Parse(root), d => excluded.Any(e => d.IsWithin(RelativePath.Parse(e))));
        return Adapter.DiscoverAsync(request, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
    }

    public Workspace Workspace() => new(Discover());

    public Package Find(string name) => Discover().Single(p => p.Name == name);

    public IReadOnlyList<Diagnostic> Problems() => Should.Throw<ReleaseException>(() => Discover()).Diagnostics;

    public SourceText Source(string path) => SourceText.Decode(path, _files[RelativePath.Parse(path)]);

    /// <summary>The text of a file after changes.</summary>
    public string Edited(string path, params ManifestChange[] changes)
    {
        var source = Source(path);
        return source.With(Adapter.Edit(source, changes)).Text;
    }

    public string Absolute(RelativePath path) => $"/workspace/{path.Value}";

    public bool FileExists(RelativePath path) => _files.ContainsKey(path) && !_deleted.Contains(path);

    public bool DirectoryExists(RelativePath path) => _files.Keys.Any(k => k.IsWithin(path));

    public byte[] Read(RelativePath path) => _files[path];

    public void Write(RelativePath path, ReadOnlySpan<byte> bytes) => _files[path] = bytes.ToArray();

    public void Delete(RelativePath path) => _files.Remove(path);
}
