using System.Collections.Immutable;
using System.Net;
using ReleaseKit.Core.Diagnostics;
using ReleaseKit.Core.Packages;
using ReleaseKit.Core.Secrets;
using ReleaseKit.Engine.Ecosystems;
using ReleaseKit.Engine.Ecosystems.Python;
using ReleaseKit.Engine.Environments;
using ReleaseKit.Engine.Processes;
using ReleaseKit.Engine.Tests.Http;
using ReleaseKit.Testing;

namespace ReleaseKit.Engine.Tests.Python;

/// <summary>uv is preferred where it is installed. Its command lines follow docs.astral.sh/uv/reference/cli.</summary>
public sealed class UvClientTests : IDisposable
{
    private readonly ScratchDirectory _scratch = new();

    public void Dispose() => _scratch.Dispose();

    private static EcosystemAdapter Adapter(FakeUv machine, params HttpStatusCode[] index) => PythonEcosystem.Create(new EcosystemServices(
        machine, new HttpClient(new ScriptedTransport([.. index.Append(HttpStatusCode.NotFound).Select(s => ScriptedTransport.Status(s))])), new SnapshotEnvironment(new Dictionary<string, string>
        {
            ["PIP_INDEX_URL"] = "https://elsewhere.example.test/", ["UV_DEFAULT_INDEX"] = "https://elsewhere.example.test/",
        }), TimeProvider.System));

    private PackageContext Context(Secret? token = null, params (string Name, string Value)[] settings) => new()
    {
        Id = new PackageId("python", "acme-core"),
        Version = "1.0",
        WorkspaceRoot = _scratch.Path,
        Directory = _scratch.Path,
        Manifest = _scratch.File("pyproject.toml"),
        ArtifactsDirectory = _scratch.File("dist"),
        ScratchDirectory = _scratch.File("scratch"),
        LogDirectory = _scratch.File("log"),
        Endpoint = new RegistryEndpoint(new Uri("https://upload.example.test/legacy/"), new Uri("https://index.example.test/simple/"), token),
        Settings = settings.ToDictionary(s => s.Name, s => s.Value),
    };

    private ImmutableArray<Artifact> Artifacts() => [Artifact.FromFile(_scratch.Write("acme_core-1.0-py3-none-any.whl", "x"))];

    [Fact]
    public async Task BuildsIgnoreWorkspaceSources()
    {
        var machine = new FakeUv(_ => new ProcessResult(2, "", "error: no such backend"));
        var adapter = Adapter(machine);
        _scratch.Write("pyproject.toml", "[project]\nname = \"acme-core\"\nversion = \"1.0\"\n");
        (await adapter.Packager.FindMissingToolsAsync(Context(), TestContext.Current.CancellationToken)).ShouldBeEmpty();
        (await adapter.Packager.FindMissingToolsAsync(Context(null, ("Python", "python9")), TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Name.ShouldBe("python9");
        var problem = await Coded.ThrowsAsync(BuildCodes.Failed, () => adapter.Packager.BuildAsync(Context(), TestContext.Current.CancellationToken));
        problem.Message.ShouldContain("no such backend");
        await Coded.ThrowsAsync(BuildCodes.Failed, () => adapter.Packager.BuildAsync(Context(null, ("BuildIsolation", "false"), ("Python", "/opt/py")), TestContext.Current.CancellationToken));
        machine.Requests.Select(r => string.Join(' ', r.Arguments)).ShouldBe(
        [
            $"build --no-sources --out-dir {_scratch.File("dist")} {_scratch.Path}",
            $"build --no-sources --out-dir {_scratch.File("dist")} --no-build-isolation --python /opt/py {_scratch.Path}",
        ]);
        machine.Requests.ShouldAllBe(r => r.Environment["UV_PUBLISH_TOKEN"] == null && r.Secrets.Count == 0);
    }

    [Fact]
    public async Task UploadsCheckTheIndexAndTakeTheTokenFromTheEnvironment()
    {
        var machine = new FakeUv(_ => new ProcessResult(0, "", ""));
        var artifacts = Artifacts();
        await Adapter(machine).Publisher.PublishAsync(Context(new Secret("pypi-secret", "MY_TOKEN")), artifacts, TestContext.Current.CancellationToken);
        var request = machine.Requests.ShouldHaveSingleItem();
        string.Join(' ', request.Arguments).ShouldBe(
            $"publish --no-config --publish-url https://upload.example.test/legacy/ --check-url https://index.example.test/simple/ {artifacts[0].Path}");
        request.Environment["UV_PUBLISH_USERNAME"].ShouldBe("__token__");
        request.Secrets["UV_PUBLISH_PASSWORD"].Reveal().ShouldBe("pypi-secret");
        request.Environment["MY_TOKEN"].ShouldBeNull();
    }

    [Theory]
    [InlineData("error: Failed to publish `x`\n  Caused by: Upload failed with status code 403 Forbidden. Server says: bad token", "RK-REGISTRY-UNAUTHORIZED")]
    [InlineData("error: Failed to publish `x`\n  Caused by: Missing credentials for https://upload.example.test/legacy/", "RK-REGISTRY-UNAUTHORIZED")]
    [InlineData("error: Local file and index file do not match for x.whl: File already exists", "RK-REGISTRY-PENDING")]
    [InlineData("error: Failed to publish `x`\n  Caused by: Upload failed with status code 502 Bad Gateway", "RK-PUBLISH-TRANSIENT")]
    public async Task RefusalsAreTold(string said, string code)
    {
        var adapter = Adapter(new FakeUv(_ => new ProcessResult(2, "", said)));
        var failure = await Should.ThrowAsync<ReleaseException>(() => adapter.Publisher.PublishAsync(Context(), Artifacts(), TestContext.Current.CancellationToken));
        failure.Diagnostics.ShouldHaveSingleItem().Code.ShouldBe(code);
    }

    [Fact]
    public async Task InstallsUseUvWhereThereIsNoPip()
    {
        var machine = new FakeUv(request =>
        {
            if (request.FileName == FakeUv.Uv)
            {
                _scratch.Write("scratch/install/Acme.Core-1.0.dist-info/RECORD", "acme_core/__init__.py,,\n");
            }

            return new ProcessResult(0, "", "");
        });
        var said = await Adapter(machine).Consumer.InstallAndLoadAsync(
            Context(null, ("ExtraIndexUrl", "https://more.example.test/simple/")), Artifacts(), TestContext.Current.CancellationToken);
        said.ShouldBe("installed and imported acme_core");
        string.Join(' ', machine.Requests[0].Arguments).ShouldBe(
            $"pip install --no-cache --no-config --python /opt/bin/python3 --target {_scratch.File("scratch", "install")} --index-url https://index.example.test/simple/ --extra-index-url https://more.example.test/simple/ acme-core==1.0");
        machine.Requests[0].Environment["UV_DEFAULT_INDEX"].ShouldBeNull();
        machine.Requests[0].Environment["PIP_INDEX_URL"].ShouldBeNull();
        machine.Requests[1].FileName.ShouldBe("/opt/bin/python3");
        machine.Requests[1].Arguments[..3].ShouldBe(["-I", "-S", "-B"]);
    }

    [Fact]
    public async Task APrivateIndexGetsTheCredentialThroughTheEnvironment()
    {
        var token = new Secret("pypi-se/cret", "MY_TOKEN");
        var machine = new FakeUv(_ => new ProcessResult(1, "", "no such version"));
        var context = Context(token);
        context = context with { Endpoint = context.Endpoint with { Index = new Uri("https://upload.example.test/simple/") } };
        var problem = await Coded.ThrowsAsync(
            VerifyCodes.Install, () => Adapter(machine, HttpStatusCode.Unauthorized).Consumer.InstallAndLoadAsync(context, Artifacts(), TestContext.Current.CancellationToken));
        problem.Message.ShouldNotContain("cret");
        var request = machine.Requests.ShouldHaveSingleItem();
        request.Arguments.ShouldNotContain("--index-url");
        request.Secrets["UV_INDEX_URL"].Reveal().ShouldBe("https://__token__:pypi-se%2Fcret@upload.example.test/simple/");
        request.Secrets["PIP_INDEX_URL"].Reveal().ShouldBe(request.Secrets["UV_INDEX_URL"].Reveal());
        request.Secrets["MY_TOKEN"].ShouldBe(token);
    }

    [Fact]
    public async Task AnExtraIndexWithCredentialsInItIsRefused() =>
        await Coded.ThrowsAsync(PublishCodes.Address, () => Adapter(new FakeUv(_ => new ProcessResult(0, "", ""))).Consumer.InstallAndLoadAsync(
            Context(null, ("ExtraIndexUrl", "https://user:password@more.example.test/simple/")), Artifacts(), TestContext.Current.CancellationToken));
}
