using System.Net;
using ReleaseKit.Engine.Checking;

namespace ReleaseKit.Engine.Tests.Checking;

/// <summary>What checks learn from registries, which are scripted here.</summary>
public sealed class RegistryCheckTests : IDisposable
{
    private readonly CheckBench _bench = new CheckBench().Write("a/package.json", """{ "name": "@acme/a", "version": "1.0.0" }""");

    [Fact]
    public async Task ACredentialThatTheRegistryKnowsIsNamedByItsAccountAndAskedForOnce()
    {
        _bench.Write("b/package.json", """{ "name": "b", "version": "1.0.0" }""").Initialize();
        _bench.Variables["NPM_TOKEN"] = "right";
        _bench.Registry["/-/whoami"] = (HttpStatusCode.OK, """{ "username": "ada" }""");
        var context = await _bench.ContextAsync();
        var findings = await new CredentialsCheck().RunAsync(context, CheckBench.Token);
        findings.Problems.ShouldBeEmpty();
        findings.Remark.ShouldBe("registry.npmjs.org knows the credential in NPM_TOKEN as ada.");
        await new OwnershipCheck().RunAsync(context, CheckBench.Token);
        _bench.Asked.Where(a => a.Address.EndsWith("/-/whoami", StringComparison.Ordinal)).ShouldBe([("https://registry.npmjs.org/-/whoami", "right")]);
    }

    [Fact]
    public async Task ACredentialThatTheRegistryRefusesStopsAndIsNotShown()
    {
        _bench.Initialize();
        _bench.Variables["NODE_AUTH_TOKEN"] = "wrong-secret";
        _bench.Registry["/-/whoami"] = (HttpStatusCode.Unauthorized, "wrong-secret");
        var problem = (await _bench.RunAsync(new CredentialsCheck())).Problems.ShouldHaveSingleItem();
        problem.Code.ShouldBe("RK-CHECK-CREDENTIALS-REFUSED");
        problem.Message.ShouldContain("NODE_AUTH_TOKEN");
        problem.Message.ShouldNotContain("wrong-secret");
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "")]
    [InlineData(HttpStatusCode.Forbidden, "")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    public async Task ARegistryThatDoesNotTellIsSaidNotToTell(HttpStatusCode status, string body)
    {
        _bench.Initialize();
        _bench.Variables["NPM_TOKEN"] = "t";
        _bench.Registry["/-/whoami"] = (status, body);
        var findings = await _bench.RunAsync(new CredentialsCheck());
        findings.Problems.ShouldBeEmpty();
        findings.Remark.ShouldContain("cannot be asked");
    }

    [Fact]
    public async Task ARunThatTheCiServiceVouchesForNeedsNoCredential()
    {
        _bench.Write("core/pyproject.toml", "[project]\nname = \"acme-core\"\nversion = \"1.0.0\"\n").Initialize();
        (_bench.Variables["ACTIONS_ID_TOKEN_REQUEST_URL"], _bench.Variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"]) = ("https://actions.example.test/", "t");
        var findings = await _bench.RunAsync(new CredentialsCheck());
        findings.Problems.ShouldBeEmpty();
        findings.Remark.ShouldBe("registry.npmjs.org: trusted publishing by GitHub Actions. upload.pypi.org: trusted publishing by GitHub Actions.");
        _bench.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task NuGetOrgWantsToKnowWhoMadeThePolicy()
    {
        _bench.Write("src/A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Version>1.0.0</Version></PropertyGroup></Project>").Initialize();
        _bench.Variables["NPM_TOKEN"] = "t";
        _bench.Variables["NUGET_ID_TOKEN"] = "t";
        (await _bench.RunAsync(new CredentialsCheck())).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("RK-CHECK-CREDENTIALS"), p => p.Message.ShouldContain("ReleaseNuGetUser"));
    }

    [Fact]
    public async Task ARegistryOfCratesHasAVariableOfItsOwn()
    {
        _bench.Write("a/package.json", "{ \"name\": \"a\", \"private\": true }")
            .Write(".cargo/config.toml", "[registries.corp]\nindex = \"sparse+https://crates.corp.test/\"\n")
            .Write("near/Cargo.toml", "[package]\nname = \"near\"\nversion = \"1.0.0\"\npublish = [\"corp\"]\n").Write("near/src/lib.rs", "")
            .Write("far/Cargo.toml", "[package]\nname = \"far\"\nversion = \"1.0.0\"\n").Write("far/src/lib.rs", "").Initialize();
        var problems = (await _bench.RunAsync(new CredentialsCheck())).Problems;
        problems.ShouldAllBe(p => p.Code == "RK-CHECK-CREDENTIALS");
        problems.Single(p => p.Message.Contains("crates.corp.test", StringComparison.Ordinal)).Message.ShouldContain("variable CARGO_REGISTRIES_CORP_TOKEN;");
        problems.Single(p => p.Message.Contains("crates.io", StringComparison.Ordinal)).Message.ShouldContain("variable CARGO_REGISTRY_TOKEN;");
        _bench.Variables["CARGO_REGISTRY_TOKEN"] = "t";
        (await _bench.RunAsync(new CredentialsCheck())).Problems.ShouldHaveSingleItem().Message.ShouldContain("CARGO_REGISTRIES_CORP_TOKEN");
    }

    [Fact]
    public async Task PyPiCannotBeAskedAndAMissingCredentialIsAnError()
    {
        _bench.Write("core/pyproject.toml", "[project]\nname = \"acme-core\"\nversion = \"1.0.0\"\n").Initialize();
        _bench.Variables["PYPI_TOKEN"] = "t";
        var findings = await _bench.RunAsync(new CredentialsCheck());
        findings.Problems.ShouldHaveSingleItem().Code.ShouldBe("RK-CHECK-CREDENTIALS");
        findings.Remark.ShouldBe("upload.pypi.org cannot be asked whether it takes the credential in PYPI_TOKEN.");
    }

    [Theory]
    [InlineData("""{ "maintainers": [{ "name": "bob" }, { "name": "eve" }] }""", "RK-CHECK-NOT-OWNER")]
    [InlineData("""{ "maintainers": [{ "name": "ada" }] }""", null)]
    [InlineData("""{ "maintainers": ["ada <ada@example.test>"] }""", null)]
    [InlineData("{}", null)]
    public async Task WhoReleasesAgainIsAmongTheOwnersWhereTheRegistryTells(string latest, string? code)
    {
        _bench.Initialize("@acme/a-v1.0.0");
        _bench.Workspace.Change("a/x", "x", "fix: x");
        _bench.Variables["NPM_TOKEN"] = "t";
        _bench.Registry["/-/whoami"] = (HttpStatusCode.OK, """{ "username": "ada" }""");
        _bench.Registry["/@acme%2Fa/latest"] = (HttpStatusCode.OK, latest);
        _bench.Registry["/@acme%2fa/latest"] = (HttpStatusCode.OK, latest);
        var findings = await _bench.RunAsync(new OwnershipCheck());
        findings.Problems.Select(p => p.Code).ShouldBe(code is null ? [] : [code]);
        if (code is not null)
        {
            findings.Problems[0].Message.ShouldContain("ada, who is not among the owners of npm:@acme/a (bob, eve)");
        }
    }

    [Fact]
    public async Task ANewNameThatIsTakenWarnsUnlessItIsOurs()
    {
        _bench.Initialize();
        _bench.Variables["NPM_TOKEN"] = "t";
        (await _bench.CodesAsync(new OwnershipCheck())).ShouldBeEmpty();
        foreach (var escaped in new[] { "/@acme%2Fa", "/@acme%2fa" })
        {
            _bench.Registry[escaped] = (HttpStatusCode.OK, """{ "versions": {} }""");
            _bench.Registry[escaped + "/latest"] = (HttpStatusCode.OK, """{ "maintainers": [{ "name": "ada" }] }""");
        }

        (await _bench.RunAsync(new OwnershipCheck())).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            p => p.Code.ShouldBe("RK-CHECK-NAME-TAKEN"), p => p.Message.ShouldContain("with owners (ada)"), p => p.Location!.File.ShouldBe("a/package.json"));
        _bench.Registry["/-/whoami"] = (HttpStatusCode.OK, """{ "username": "ada" }""");
        (await _bench.CodesAsync(new OwnershipCheck())).ShouldBeEmpty();
    }

    [Fact]
    public async Task NuGetNamesTheOwnersOfANameThatIsTaken()
    {
        using var bench = new CheckBench().Write("src/Acme.Core.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><TargetFramework>net10.0</TargetFramework><Version>1.0.0</Version></PropertyGroup></Project>").Initialize();
        bench.Registry["/v3/index.json"] = (HttpStatusCode.OK, """
            { "resources": [ { "@id": "https://api.nuget.org/content/", "@type": "PackageBaseAddress/3.0.0" }, { "@id": "https://search.nuget.org/query", "@type": "SearchQueryService" } ] }
            """);
        bench.Registry["/content/acme.core/index.json"] = (HttpStatusCode.OK, """{ "versions": ["0.1.0"] }""");
        bench.Registry["/query?q=packageid:Acme.Core"] = (HttpStatusCode.OK, """{ "data": [ { "id": "acme.Core", "owners": ["bob"] } ] }""");
        (await bench.RunAsync(new OwnershipCheck())).Problems.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.Code.ShouldBe("RK-CHECK-NAME-TAKEN"), p => p.Message.ShouldContain("(bob)"));
    }

    [Fact]
    public async Task ARegistryThatIsNoneIsAnErrorOfOneCheckAndARemarkOfTheOther()
    {
        _bench.Initialize();
        foreach (var escaped in new[] { "/@acme%2Fa", "/@acme%2fa" })
        {
            _bench.Registry[escaped] = (HttpStatusCode.OK, "<html>");
        }

        (await _bench.CodesAsync(new VersionsFreeCheck())).ShouldBe(["RK-REGISTRY-ANSWER"]);
        (await _bench.RunAsync(new OwnershipCheck())).ShouldSatisfyAllConditions(f => f.Problems.ShouldBeEmpty(), f => f.Remark.ShouldStartWith("1 package could not be asked about."));
    }

    [Fact]
    public async Task AVersionThatTheRegistryServesAlreadyStops()
    {
        _bench.Initialize();
        (await _bench.CodesAsync(new VersionsFreeCheck())).ShouldBeEmpty();
        foreach (var escaped in new[] { "/@acme%2Fa", "/@acme%2fa" })
        {
            _bench.Registry[escaped] = (HttpStatusCode.OK, """{ "versions": { "1.0.0": { "dist": { "tarball": "https://registry.npmjs.org/a.tgz" } } } }""");
        }

        (await _bench.CodesAsync(new VersionsFreeCheck())).ShouldBe(["RK-CHECK-VERSION-TAKEN"]);
    }

    [Theory]
    [InlineData("", "RK-CHECK-METADATA")]
    [InlineData(", \"publishConfig\": { \"access\": \"public\" }", null)]
    public async Task ANewScopedPackageSaysWhoMaySeeIt(string more, string? code)
    {
        _bench.Write("LICENSE", "").Write("a/README.md", "").Write("a/package.json", $$"""{ "name": "@acme/a", "version": "1.0.0", "description": "d", "repository": "github:acme/a"{{more}} }""").Initialize();
        (await _bench.CodesAsync(new MetadataCheck())).ShouldBe(code is null ? [] : [code]);
        _bench.Workspace.Git("tag", "@acme/a-v1.0.0");
        _bench.Workspace.Change("a/x", "x", "fix: x");
        (await _bench.CodesAsync(new MetadataCheck())).ShouldBeEmpty();
    }

    public void Dispose() => _bench.Dispose();
}
