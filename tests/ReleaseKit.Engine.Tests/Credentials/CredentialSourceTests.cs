using ReleaseKit.Engine.Credentials;
using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Tests.Credentials;

public sealed class CredentialSourceTests
{
    private static readonly string[] Usual = ["FIRST_TOKEN", "SECOND_TOKEN"];

    [Fact]
    public void FirstUsualVariableThatIsSetWins()
    {
        var secret = Source(("FIRST_TOKEN", " "), ("SECOND_TOKEN", "two\n")).Find(Usual)!;
        secret.Reveal().ShouldBe("two");
        secret.Source.ShouldBe("SECOND_TOKEN");
        secret.ToString().ShouldBe("***");
    }

    [Fact]
    public void ConfiguredVariableAloneCounts()
    {
        Source(("FIRST_TOKEN", "one"), ("MINE", "mine")).Find(Usual, "MINE")!.Reveal().ShouldBe("mine");
        Source(("FIRST_TOKEN", "one")).Find(Usual, "MINE").ShouldBeNull();
    }

    [Fact]
    public void NothingSetIsNoCredential() => Source().Find(Usual, "").ShouldBeNull();

    [Fact]
    public void ChangedVariableIsSeenAtTheNextQuestion()
    {
        const string Name = "RELEASEKIT_TEST_CREDENTIAL";
        var source = new CredentialSource(new ProcessEnvironment());
        source.Find([Name]).ShouldBeNull();
        Environment.SetEnvironmentVariable(Name, "now");
        source.Find([Name])!.Reveal().ShouldBe("now");
        Environment.SetEnvironmentVariable(Name, null);
    }

    private static CredentialSource Source(params (string Name, string Value)[] variables) =>
        new(new SnapshotEnvironment(variables.ToDictionary(v => v.Name, v => v.Value)));
}
