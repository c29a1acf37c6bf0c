using Acme.Json;

namespace Acme.Hosting;

public static class AcmeHost
{
    public static IRecord Open(string name) => new JsonRecord(name);
}
