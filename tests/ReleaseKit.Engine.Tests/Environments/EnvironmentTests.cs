using ReleaseKit.Engine.Environments;

namespace ReleaseKit.Engine.Tests.Environments;

public sealed class EnvironmentTests
{
    [Fact]
    public void EmptyVariableCountsAsUnset()
    {
        var environment = new SnapshotEnvironment(new Dictionary<string, string> { ["EMPTY"] = "", ["SET"] = "1" });
        environment.Get("EMPTY").ShouldBeNull();
        environment.Get("ABSENT").ShouldBeNull();
        environment.Get("SET").ShouldBe("1");
    }

    [Fact]
    public void SnapshotIsTakenOnceAndOnlyWhenAsked()
    {
        var taken = 0;
        var environment = new SnapshotEnvironment(() =>
        {
            taken++;
            return new Dictionary<string, string> { ["A"] = "1" };
        });
        taken.ShouldBe(0);
        environment.Get("A").ShouldBe("1");
        environment.All().Count.ShouldBe(1);
        taken.ShouldBe(1);
    }

    [Fact]
    public void ProcessEnvironmentSeesThisProcess()
    {
        var environment = new ProcessEnvironment();
        environment.Get("PATH").ShouldBe(Environment.GetEnvironmentVariable("PATH"));
        environment.All().Keys.ShouldContain("PATH");
    }
}
