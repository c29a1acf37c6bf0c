using ReleaseKit.Core.Versions;
using ReleaseKit.Engine.Ecosystems.Python.Clients;

namespace ReleaseKit.Engine.Ecosystems.Python;

/// <summary>Python: <c>pyproject.toml</c>, uv or build, twine and pip, PyPI.</summary>
public static class PythonEcosystem
{
    /// <summary>The ecosystem's id.</summary>
    public const string Id = "python";

    /// <summary>The adapter.</summary>
    public static EcosystemAdapter Create(EcosystemServices services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var versions = new Pep440VersionScheme();
        var tools = new PythonTools(services.Processes);
        var index = new SimpleIndex(services.Http);
        var registry = new PythonRegistry(index);
        return new EcosystemAdapter
        {
            Id = Id,
            Aliases = ["py"],
            Versions = versions,
            Workspace = new PythonWorkspace(Id, versions),
            Packager = new PythonPackager(services.Processes, versions, tools),
            Publisher = new PythonPublisher(services.Processes, registry, tools),
            Registry = registry,
            Consumer = new PythonConsumer(services.Processes, services.Environment, tools, index, registry.Default.Index),
            Withdrawal = new PythonWithdrawal(registry),
            Names = new UvIndexes(),
            Trust = new PythonTrustedPublishing(services.Http, services.Time),
            Upstream = new PythonUpstream(services.Processes),
            Inspector = new PythonInspector(),
            RehearsalRegistry = "pypi/legacy/",
            RehearsalIndex = "pypi/simple/",
        };
    }
}
